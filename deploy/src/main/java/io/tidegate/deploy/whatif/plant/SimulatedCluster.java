package io.tidegate.deploy.whatif.plant;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.journal.ObservedCluster.Workload;
import io.tidegate.streams.policy.Bounds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The instances under an ECS cluster, as they were on record or, once they are {@linkplain #drive driven}, as orders have them, and
 * simulated services on them: a task that finds no room waits until there is some. It goes to the instance with the fewest of its
 * service; where room is short, services are served in the order of their names. The same orders at the same times have the same
 * course. Not thread-safe.
 */
public final class SimulatedCluster {
    private static final Resources NOTHING = Resources.of(0, 0);
    // Amazon ECS service quotas: 5,000 tasks for each service.
    private static final Bounds ANY = new Bounds(0, 5_000);

    private final SortedMap<String, Host> hosts = new TreeMap<>();
    private final SortedMap<String, Resources> sizes = new TreeMap<>();
    private final SortedMap<String, Resources> daemons = new TreeMap<>();
    private final SortedMap<String, Tenant> tenants = new TreeMap<>();
    private final SortedMap<String, Tenant> followers = new TreeMap<>();
    private final Optional<ClusterCourse> course;
    private @Nullable ObservedCluster latest;
    private @Nullable Drive drive;
    private boolean roomGivenBack;
    private long launched;
    private long now = Long.MIN_VALUE;

    /** What makes instances and tasks of others come and go without the record. */
    private record Drive(SimulatedGroup group, Plant tasks, long seed) {}

    /** One of which nothing was told yet; its course is kept where anybody asks for it. */
    public SimulatedCluster(Optional<ClusterCourse> course) {
        this.course = course;
    }

    /** Whether AWS told what runs on the instances, without which nobody knows how much room there is. */
    public static boolean tellsRoom(ObservedCluster seen) {
        return seen.group().isPresent();
    }

    /** AWS told of it: instances come, drain and go as they did, unless orders have them; what is not simulated wants what it did. */
    public void observed(ObservedCluster seen, long at) {
        advance(at);
        latest = seen;
        if (drive == null) {
            look(seen);
            settle(at);
        } else if (follow(seen, drive, at)) {
            settle(at);
        }
    }

    private void look(ObservedCluster seen) {
        daemons.clear();
        seen.workloads().stream()
                .filter(workload -> workload.kind() == Kind.DAEMON && workload.isActive())
                .forEach(
                        workload -> daemons.put(workload.name(), workload.task().orElse(NOTHING)));
        var there = new TreeMap<String, Host>();
        for (var instance : seen.instances()) {
            String id = instance.instanceId();
            var host = hosts.getOrDefault(id, new Host(id));
            host.observed(instance, sizes, daemons);
            there.put(id, host);
        }
        var gone = new ArrayList<>(hosts.values());
        gone.removeAll(there.values());
        lose(gone);
        hosts.clear();
        hosts.putAll(there);
        unsettle();
    }

    private void lose(Collection<Host> gone) {
        if (!gone.isEmpty()) {
            tenants.values().forEach(tenant -> tenant.lose(gone));
        }
    }

    private void unsettle() {
        tenants.values().forEach(Tenant::unsettle);
    }

    /** Services of a cluster whose tasks are placed on its instances, by their targets. */
    public static SortedMap<String, Workload> services(String cluster, ObservedCluster seen) {
        var services = new TreeMap<String, Workload>();
        if (Target.parse(cluster) instanceof Target.Cluster(var place, var name)) {
            seen.workloads().stream()
                    .filter(workload -> workload.kind() == Kind.REPLICA)
                    .filter(workload -> workload.onInstances() && workload.isActive())
                    .forEach(workload ->
                            services.put(new Target.EcsService(place, name, workload.name()).text(), workload));
        }
        return services;
    }

    /** A service is on it from now on, with its tasks where AWS showed them. */
    public Tenant house(Workload of, ObservedCluster seen, Plant plant, long seed, SimulatedUnits before, long at) {
        String service = of.name();
        advance(at);
        sizes.put(service, of.task().orElse(NOTHING));
        var tenant = new Tenant(this, service, plant, seed, before);
        tenants.put(service, tenant);
        if (drive == null) {
            look(seen);
            for (var instance : seen.instances()) {
                var host = hosts.get(instance.instanceId());
                for (int i = instance.tasks().getOrDefault(service, 0); i > 0 && host != null; i--) {
                    tenant.works(host);
                }
            }
        }
        tenant.begin(before.running(), before.desired(), at);
        return tenant;
    }

    /**
     * From now on its instances come and go by orders, and no more as they did on record. Services that are not simulated, and
     * standalone tasks, are placed as well, as many as the record tells.
     *
     * @param launches how the group follows orders
     * @param tasks how services follow that are not simulated
     */
    public void drive(Plant launches, Plant tasks, long seed, long at) {
        advance(at);
        var seen = Objects.requireNonNull(latest, "a cluster must have been told of before it is driven");
        seen.workloads().stream()
                .filter(this::isFollowed)
                .forEach(workload -> followers.put(workload.name(), follower(workload, seen, tasks, seed, at)));
        drive = new Drive(new SimulatedGroup(launches, seed, seen.group().orElseThrow(), at), tasks, seed);
        follow(seen, drive, at);
        settle(at);
    }

    /** Whether its instances come and go by orders. */
    public boolean isDriven() {
        return drive != null;
    }

    private boolean isFollowed(Workload workload) {
        return workload.kind() != Kind.DAEMON
                && workload.onInstances()
                && workload.isActive()
                && !tenants.containsKey(workload.name());
    }

    private Tenant follower(Workload workload, ObservedCluster seen, Plant tasks, long seed, long at) {
        int there = drive == null
                ? seen.instances().stream()
                        .mapToInt(instance -> instance.tasks().getOrDefault(workload.name(), 0))
                        .sum()
                : 0;
        long own = seed ^ workload.name().hashCode();
        var before = new SimulatedTarget(tasks, own, ANY, there, at);
        return house(workload, seen, tasks, own, before, at);
    }

    // What is not simulated wants as many tasks as on record; whether that is another number than before.
    private boolean follow(ObservedCluster seen, Drive by, long at) {
        boolean changed = false;
        for (var workload : seen.workloads()) {
            if (isFollowed(workload)) {
                followers.put(workload.name(), follower(workload, seen, by.tasks(), by.seed(), at));
            }
            var follower = followers.get(workload.name());
            if (follower != null && follower.desired() != workload.desired()) {
                follower.wants(workload.desired());
                changed = true;
            }
        }
        return changed;
    }

    /** The group takes an order. */
    public void carryOut(Order order, long at) {
        advance(at);
        var group = Objects.requireNonNull(drive, "a cluster must be driven before it takes orders")
                .group();
        switch (order) {
            case Order.Capacity capacity -> group.wants(capacity.desired());
            case Order.Drain drain -> host(drain.instance()).ifPresent(Host::drain);
            case Order.Terminate terminate ->
                host(terminate.instance()).filter(host -> !host.isEnding()).ifPresent(host -> {
                    host.end();
                    group.ends(host.id(), terminate.decrement(), at);
                });
            case Order.Limits _, Order.Apart _ ->
                throw new IllegalArgumentException("order must be of a cluster's instances, was " + order);
        }
        group.balance(counted(), at);
        unsettle();
        settle(at);
    }

    private Optional<Host> host(String instance) {
        return Optional.ofNullable(hosts.get(instance));
    }

    private int counted() {
        return (int) hosts.values().stream().filter(host -> !host.isEnding()).count();
    }

    Resources size(String service) {
        return sizes.getOrDefault(service, NOTHING);
    }

    /** Where a task may start. */
    Optional<Host> place(String service, Resources size) {
        return hosts.values().stream()
                .filter(host -> host.hasRoom(size))
                .min(Comparator.comparingInt(host -> host.tasks(service)));
    }

    /** An instance, with room or not. */
    Optional<Host> any() {
        return hosts.values().stream().findFirst();
    }

    /** When anything changes by itself; {@link Long#MAX_VALUE} when nothing is on its way. */
    public long nextChange() {
        long next = drive == null ? Long.MAX_VALUE : drive.group().nextChange();
        for (var tenant : tenants.values()) {
            next = Math.min(next, tenant.nextOwn());
        }
        return next;
    }

    /** What is on its way by then has come about, each thing at its time. */
    public void advance(long until) {
        for (long next = nextChange(); next <= until; next = nextChange()) {
            for (var tenant : tenants.values()) {
                tenant.pass(next);
            }
            if (drive != null) {
                pass(drive.group(), next);
            }
            settle(next);
        }
        now = Math.max(now, until);
    }

    private void pass(SimulatedGroup group, long at) {
        var room = latest == null ? NOTHING : view(latest).newInstance();
        for (int arrived = group.arrive(at); arrived > 0; arrived--) {
            String id = "i-simulated-%05d".formatted(++launched);
            hosts.put(id, Host.launched(id, room, daemons));
            roomGivenBack = true;
        }
        var gone = new ArrayList<Host>();
        group.leave(at).forEach(id -> host(id).ifPresent(gone::add));
        lose(gone);
        hosts.values().removeAll(gone);
    }

    /** Every service has what it wants, as far as there is room. */
    void settle(long at) {
        now = Math.max(now, at);
        // What one gives back while it settles is for those behind it, and at once for those before it.
        boolean again = true;
        while (again) {
            boolean room = roomGivenBack;
            roomGivenBack = false;
            for (var tenant : tenants.values()) {
                if (tenant.isUnsettled(room || roomGivenBack)) {
                    tenant.settle(now);
                }
            }
            again = roomGivenBack;
        }
        note(now);
    }

    void giveBack(Host host, String service, Resources size) {
        host.giveBack(service, size);
        roomGivenBack = true;
    }

    private void note(long at) {
        var seen = latest;
        if (seen != null) {
            course.ifPresent(kept -> kept.goesOn(view(seen).moment(at)));
        }
    }

    /** Instances that the group is to have; 0 before it was told of. */
    public int desired() {
        return latest == null ? 0 : view(latest).desired();
    }

    /** As AWS would tell of it; once it was told of. */
    public ObservedCluster shown() {
        var seen = Objects.requireNonNull(latest, "a cluster must have been told of before it is shown");
        return view(seen).shown();
    }

    private ClusterView view(ObservedCluster seen) {
        var group = Optional.ofNullable(drive).map(Drive::group);
        return new ClusterView(seen, hosts.values(), tenants, daemons, group);
    }
}
