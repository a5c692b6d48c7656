package io.tidegate.simulatedaws.backing;

import io.tidegate.simulatedaws.group.InstanceEvent;
import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.service.Fleet;
import io.tidegate.simulatedaws.task.InstancePool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * Which groups launch the instances of which clusters. An instance that has booted registers with its cluster; one that shuts
 * down loses its agent first, and takes its tasks with it when it is gone. Not thread-safe.
 */
public final class Backings {
    private final TreeMap<String, Backing> byGroup = new TreeMap<>();
    private final Set<String> registering = new HashSet<>();
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Fleet fleet;
    private final double pace;
    private final Arns arns;

    /**
     * @param pace divides the times to register
     */
    public Backings(Timeline timeline, RandomGenerator random, Fleet fleet, double pace, Arns arns) {
        this.timeline = timeline;
        this.random = random;
        this.fleet = fleet;
        this.pace = pace;
        this.arns = arns;
    }

    /**
     * Lets a group launch the instances of a cluster from now on. Those that have booted already register at once.
     *
     * @throws IllegalArgumentException when the group launches instances of a cluster already, or the provider's name is taken
     */
    public void add(String group, Backing backing, List<String> up) {
        if (byGroup.containsKey(group)) {
            throw new IllegalArgumentException("group must back one cluster, but " + group + " backs "
                    + byGroup.get(group).cluster());
        }
        var provider = backing.provider();
        if (provider != null
                && providers().stream()
                        .anyMatch(other -> other.provider().name().equals(provider.name()))) {
            throw new IllegalArgumentException("capacity provider must be new, but " + provider.name() + " exists");
        }
        byGroup.put(group, backing.dividedBy(pace));
        fleet.addCluster(backing.cluster());
        up.forEach(id -> register(id, backing));
    }

    /** Takes note of what becomes of an instance of any group. */
    public void note(InstanceEvent event) {
        switch (event) {
            case InstanceEvent.Booted began ->
                Optional.ofNullable(byGroup.get(began.group()))
                        .ifPresent(backing -> await(began.instanceId(), backing));
            case InstanceEvent.Terminating leaving -> {
                registering.remove(leaving.instanceId());
                onRegistered(leaving.instanceId(), (pool, instance) -> pool.setConnected(instance, false));
            }
            case InstanceEvent.Launching _,
                    InstanceEvent.Held _,
                    InstanceEvent.InService _,
                    InstanceEvent.Leaving _ -> {}
            case InstanceEvent.Gone gone -> onRegistered(gone.instanceId(), InstancePool::remove);
        }
    }

    /** The capacity providers, in order of their names. */
    public List<ProvidedGroup> providers() {
        var providers = new ArrayList<ProvidedGroup>();
        byGroup.forEach((group, backing) -> {
            var provider = backing.provider();
            if (provider != null) {
                providers.add(new ProvidedGroup(provider, group, backing.cluster()));
            }
        });
        providers.sort(Comparator.comparing(provided -> provided.provider().name()));
        return providers;
    }

    /** A capacity provider, its group and its cluster. */
    public record ProvidedGroup(CapacityProvider provider, String group, String cluster) {}

    /** What each instance of a group has for tasks; the group launches those of a cluster. */
    InstanceShape shapeOf(String group) {
        var backing = byGroup.get(group);
        if (backing == null) {
            throw new IllegalArgumentException("group must back a cluster, but " + group + " does not");
        }
        return backing.shape();
    }

    private void await(String ec2InstanceId, Backing backing) {
        registering.add(ec2InstanceId);
        timeline.at(timeline.now().plus(backing.registration().draw(random)), () -> {
            if (registering.remove(ec2InstanceId)) { // It may have been told to go in the meantime.
                register(ec2InstanceId, backing);
            }
        });
    }

    private void register(String ec2InstanceId, Backing backing) {
        var id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        var provider = backing.provider();
        var identity = new ContainerInstance.Identity(
                arns.containerInstance(backing.cluster(), id),
                ec2InstanceId,
                provider == null ? null : provider.name());
        fleet.addCluster(backing.cluster())
                .instances()
                .add(ContainerInstance.empty(identity, backing.shape(), timeline.now()));
    }

    private void onRegistered(String ec2InstanceId, BiConsumer<InstancePool, ContainerInstance> action) {
        for (var cluster : fleet.clusters()) {
            var pool = cluster.instances();
            pool.ofEc2Instance(ec2InstanceId).ifPresent(instance -> action.accept(pool, instance));
        }
    }
}
