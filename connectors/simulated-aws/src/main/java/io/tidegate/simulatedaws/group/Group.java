package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.group.Instance.Phase;
import io.tidegate.simulatedaws.group.Instance.State;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A group: keeps as many instances as are desired, each of which takes its time to launch and to go. */
final class Group {
    /** What groups live in. */
    record Surroundings(
            Timeline timeline,
            RandomGenerator random,
            RandomGenerator tokens,
            InstanceLatencies latencies,
            Consumer<InstanceEvent> watcher,
            List<String> zones) {}

    private final String name;
    private final Surroundings surroundings;
    private final Instant createdAt;
    private final List<Instance> instances = new ArrayList<>();
    private final TreeMap<ScalingProcess, Instant> suspended = new TreeMap<>();
    private final InstanceLife life;
    private Bounds bounds;
    private int desired;
    private boolean ecsManaged;
    private boolean protectsNew;

    /** A new group whose instances are all in service. */
    Group(String name, Bounds bounds, int desired, boolean protectsNew, Surroundings surroundings) {
        this.name = name;
        this.bounds = bounds;
        this.desired = desired;
        this.protectsNew = protectsNew;
        this.surroundings = surroundings;
        this.createdAt = surroundings.timeline().now();
        this.life = new InstanceLife(name, surroundings, instances::remove, this::reconcile);
        for (var i = 0; i < desired; i++) {
            newInstance().become(State.IN_SERVICE);
        }
    }

    /** A group with given instances, however many are desired; what launches or goes there does so to its end. */
    Group(String name, Bounds bounds, int desired, List<Instance> given, Surroundings surroundings) {
        this.name = name;
        this.bounds = bounds;
        this.desired = desired;
        this.protectsNew = false;
        this.surroundings = surroundings;
        this.createdAt = surroundings.timeline().now();
        this.life = new InstanceLife(name, surroundings, instances::remove, this::reconcile);
        instances.addAll(given);
        for (var instance : given) {
            switch (instance.state()) {
                case PENDING, PENDING_WAIT, PENDING_PROCEED -> life.launch(instance);
                case IN_SERVICE -> {}
                case TERMINATING, TERMINATING_WAIT, TERMINATING_PROCEED -> life.end(instance);
            }
        }
    }

    String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean protectsNew() {
        return protectsNew;
    }

    void setProtectsNew(boolean wanted) {
        protectsNew = wanted;
    }

    /** Whether a capacity provider of ECS scales it. */
    boolean isEcsManaged() {
        return ecsManaged;
    }

    void setEcsManaged() {
        ecsManaged = true;
    }

    Bounds bounds() {
        return bounds;
    }

    int desired() {
        return desired;
    }

    /** In order of launch. */
    List<Instance> instances() {
        return List.copyOf(instances);
    }

    int count(Phase phase) {
        return (int) instances.stream()
                .filter(instance -> instance.state().phase() == phase)
                .count();
    }

    /** What happens to its instances, and what holds them. */
    InstanceLife life() {
        return life;
    }

    /** The processes that do nothing, and since when. */
    SortedMap<ScalingProcess, Instant> suspended() {
        return Collections.unmodifiableSortedMap(suspended);
    }

    /** Lets processes do nothing until they are resumed; those that were suspended already stay so. */
    void suspend(Collection<ScalingProcess> processes) {
        processes.forEach(process ->
                suspended.putIfAbsent(process, surroundings.timeline().now()));
    }

    void resume(Collection<ScalingProcess> processes) {
        suspended.keySet().removeAll(processes);
        reconcile();
    }

    Optional<Instance> instance(String id) {
        return instances.stream().filter(instance -> instance.id().equals(id)).findFirst();
    }

    /** Sets bounds and desired capacity; the latter lies in the former. */
    void resize(Bounds newBounds, int newDesired) {
        bounds = newBounds;
        desired = newDesired;
        reconcile();
    }

    void terminate(Instance instance, boolean decrement) {
        if (instance.isWanted()) {
            life.stop(instance);
            desired -= decrement ? 1 : 0;
        }
        reconcile();
    }

    void protect(Instance instance, boolean wanted) {
        instance.setProtected(wanted);
        reconcile();
    }

    /** Ends an instance at once, whatever holds it, and replaces it. */
    void reclaim(Instance instance) {
        life.reclaim(instance);
        reconcile();
    }

    /** Ends all instances at once. */
    void delete() {
        instances().forEach(life::kill);
    }

    private void reconcile() {
        for (var wanted = wanted().size(); wanted < desired && isAllowed(ScalingProcess.LAUNCH); wanted++) {
            life.begin(newInstance());
        }
        // A protected instance stays, and the group larger than desired.
        for (var victim = victim(); wanted().size() > desired && victim.isPresent(); victim = victim()) {
            life.stop(victim.get());
        }
    }

    private boolean isAllowed(ScalingProcess process) {
        return !suspended.containsKey(process);
    }

    private List<Instance> wanted() {
        return instances.stream().filter(Instance::isWanted).toList();
    }

    // The default termination policy: the zone with most instances first, and the oldest there.
    private Optional<Instance> victim() {
        var inZone = new HashMap<String, Long>();
        wanted().forEach(instance -> inZone.merge(instance.zone(), 1L, Long::sum));
        return wanted().stream()
                .filter(instance -> !instance.isProtected() && isAllowed(ScalingProcess.TERMINATE))
                .min(Comparator.<Instance>comparingLong(instance -> -inZone.getOrDefault(instance.zone(), 0L))
                        .thenComparing(Instance::launchedAt)
                        .thenComparing(Instance::id));
    }

    private long inZone(String zone) {
        return instances.stream()
                .filter(instance -> instance.isWanted() && instance.zone().equals(zone))
                .count();
    }

    private Instance newInstance() {
        var zone = surroundings.zones().stream()
                .min(Comparator.comparingLong(this::inZone))
                .orElseThrow();
        var id = "i-0%016x".formatted(surroundings.random().nextLong());
        var instance = new Instance(id, zone, surroundings.timeline().now(), protectsNew);
        instances.add(instance);
        return instance;
    }
}
