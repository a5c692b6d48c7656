package io.tidegate.deploy.whatif.plant;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.journal.ObservedCluster.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The instances under an ECS cluster as they were on record, and simulated services on them: a task that finds no room waits until
 * there is some. It goes to the instance with the fewest of its service; where room is short, services are served in the order of
 * their names. The same orders at the same times have the same course. Not thread-safe.
 */
public final class SimulatedCluster {
    private static final Resources NOTHING = Resources.of(0, 0);

    private final SortedMap<String, Host> hosts = new TreeMap<>();
    private final SortedMap<String, Resources> sizes = new TreeMap<>();
    private final SortedMap<String, Tenant> tenants = new TreeMap<>();
    private long now = Long.MIN_VALUE;

    /** One of which nothing was told yet. */
    public SimulatedCluster() {}

    /** Whether AWS told what runs on the instances, without which nobody knows how much room there is. */
    public static boolean tellsRoom(ObservedCluster seen) {
        return seen.group().isPresent();
    }

    /** AWS told of it: instances come, drain and go as they did. */
    public void observed(ObservedCluster seen, long at) {
        advance(at);
        look(seen);
        settle(at);
    }

    private void look(ObservedCluster seen) {
        var there = new TreeMap<String, Host>();
        for (var instance : seen.instances()) {
            String id = instance.instanceId();
            var host = hosts.getOrDefault(id, new Host(id));
            host.observed(instance, sizes);
            there.put(id, host);
        }
        var gone = new ArrayList<>(hosts.values());
        gone.removeAll(there.values());
        tenants.values().forEach(tenant -> tenant.lose(gone));
        hosts.clear();
        hosts.putAll(there);
    }

    /** Services of a cluster whose tasks are placed on its instances, by their targets. */
    public static SortedMap<String, Workload> services(String cluster, ObservedCluster seen) {
        var services = new TreeMap<String, Workload>();
        if (Target.parse(cluster) instanceof Target.Cluster(var place, var name)) {
            seen.workloads().stream()
                    .filter(workload -> workload.kind() == ObservedCluster.Kind.REPLICA)
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
        look(seen);
        var tenant = new Tenant(this, service, plant, seed, before);
        tenants.put(service, tenant);
        for (var instance : seen.instances()) {
            var host = hosts.get(instance.instanceId());
            for (int i = instance.tasks().getOrDefault(service, 0); i > 0 && host != null; i--) {
                tenant.works(host);
            }
        }
        tenant.begin(before.running(), before.desired(), at);
        return tenant;
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
        long next = Long.MAX_VALUE;
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
            settle(next);
        }
        now = Math.max(now, until);
    }

    /** Every service has what it wants, as far as there is room. */
    void settle(long at) {
        now = Math.max(now, at);
        tenants.values().forEach(tenant -> tenant.settle(now));
    }
}
