package io.tidegate.deploy.whatif.plant;

import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.CapacityProvider;
import io.tidegate.streams.journal.ObservedCluster.Group;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.journal.ObservedCluster.Workload;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A simulated cluster looked at from outside.
 *
 * @param seen what AWS told last; all that is not simulated is as it says
 * @param group empty while instances come and go as on record
 */
record ClusterView(
        ObservedCluster seen,
        Collection<Host> hosts,
        SortedMap<String, Tenant> tenants,
        SortedMap<String, Resources> daemons,
        Optional<SimulatedGroup> group) {
    private static final Resources NOTHING = Resources.of(0, 0);

    /** What a new instance has when it is empty: the largest there is, where AWS does not say. */
    Resources newInstance() {
        return seen.group()
                .flatMap(Group::newInstance)
                .or(() -> hosts.stream().map(Host::whole).max(Comparator.comparingInt(Resources::cpu)))
                .orElse(NOTHING);
    }

    Moment moment(long at) {
        int counted = (int) hosts.stream().filter(host -> !host.isEnding()).count();
        int launching = launching();
        double waiting = worth(tenants.values().stream()
                .map(tenant -> times(tenant.size(), tenant.missing()))
                .reduce(NOTHING, ClusterView::sum));
        double tasks = worth(tasks());
        double load = waiting > 0 ? counted + waiting : Math.min(tasks, counted);
        return new Moment(at, desired(), counted, hosts.size() + launching, load, Math.min(tasks, load));
    }

    // On instances that stay, but for daemons; and those that have no place on one, or have to find another.
    private Resources tasks() {
        var there =
                hosts.stream().filter(host -> !host.isLeaving()).map(Host::used).reduce(NOTHING, ClusterView::sum);
        int daemonic = (int) hosts.stream().filter(host -> !host.isLeaving()).count();
        var daemonsOfThese = times(daemonsOfOne(), -daemonic);
        return tenants.values().stream()
                .map(tenant -> times(tenant.size(), tenant.waiting()))
                .reduce(sum(there, daemonsOfThese), ClusterView::sum);
    }

    private Resources daemonsOfOne() {
        return daemons.values().stream().reduce(NOTHING, ClusterView::sum);
    }

    // As many instances, were tasks divisible: by what there is least of.
    private double worth(Resources tasks) {
        var room = sum(newInstance(), times(daemonsOfOne(), -1));
        return Math.max(0, Math.max(share(tasks.cpu(), room.cpu()), share(tasks.memory(), room.memory())));
    }

    private static double share(int of, int all) {
        return all > 0 ? of / (double) all : 0;
    }

    private static Resources sum(Resources one, Resources other) {
        return Resources.of(one.cpu() + other.cpu(), one.memory() + other.memory());
    }

    private static Resources times(Resources one, int times) {
        return Resources.of(one.cpu() * times, one.memory() * times);
    }

    private int launching() {
        return group.map(SimulatedGroup::launching)
                .or(() -> seen.group().map(Group::launching))
                .orElse(0);
    }

    int desired() {
        return group.map(SimulatedGroup::desired)
                .or(() -> seen.group().map(Group::desired))
                .orElse(hosts.size());
    }

    /** As AWS would tell of it. Nobody but the policy scales it. */
    ObservedCluster shown() {
        return new ObservedCluster(
                seen.arn(),
                hosts.stream().map(Host::shown).toList(),
                seen.workloads().stream().map(this::shown).toList(),
                seen.group().map(this::shown),
                seen.provider()
                        .map(provider -> new CapacityProvider(provider.name(), false, provider.managedDraining())));
    }

    private Workload shown(Workload workload) {
        var tenant = tenants.get(workload.name());
        if (tenant != null) {
            return with(workload, tenant.desired(), tenant.running());
        }
        boolean daemon = workload.kind() == Kind.DAEMON && daemons.containsKey(workload.name());
        return daemon ? with(workload, hosts.size(), hosts.size()) : workload;
    }

    private static Workload with(Workload workload, int desired, int running) {
        return new Workload(
                workload.name(),
                workload.kind(),
                workload.status(),
                desired,
                running,
                workload.onInstances(),
                workload.task());
    }

    private Group shown(Group told) {
        return new Group(told.name(), told.min(), told.max(), desired(), launching(), told.newInstance());
    }
}
