package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Inventory.Cluster;
import io.tidegate.streams.ecsautoscale.Inventory.Group;
import io.tidegate.streams.ecsautoscale.Inventory.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides the instances of a cluster: bounds of the group, emptied instances, one more instance, or one to drain. */
final class InstanceDecider {
    private final String cluster;
    private final EcsAutoscaleRun run;
    private final Demand demand;

    InstanceDecider(String cluster, EcsAutoscaleRun run, Demand demand) {
        this.cluster = cluster;
        this.run = run;
        this.demand = demand;
    }

    /** An ACTIVE instance: what its tasks use and what is left; one whose agent is not connected counts too (L05). */
    private record Host(Instance instance, Size used, Size room) {}

    /** Acts, and answers the group's maximum from now on. */
    long decide(Part definition, Cluster found) throws UnusableException {
        Part name = definition.get("autoscale_group");
        Group group = bounded(definition, run.group(name));
        List<Host> hosts = hosts(name, found.instances());
        List<Instance> draining =
                found.instances().stream().filter(Instance::isDraining).toList();
        List<Instance> empty = draining.stream()
                .filter(instance -> instance.runningTasks() == 0 && instance.pendingTasks() == 0) // Q13
                .toList();
        for (Instance instance : empty) {
            group = terminated(instance, group);
        }
        run.update(group);
        if (!scalesUp(group, hosts) && demand.known()) {
            scaleDown(group, hosts, draining.size() - empty.size());
        }
        return group.max();
    }

    /** The group with the definition's bounds; one that is not given stays as it is (Q07). */
    private Group bounded(Part definition, Group group) throws UnusableException {
        Optional<Part> min = definition.given("min");
        Optional<Part> max = definition.given("max");
        boolean differs = (min.isPresent() && min.get().number() != group.min())
                || (max.isPresent() && max.get().number() != group.max());
        if (!differs) {
            return group;
        }
        Group bounded = group.withBounds(
                min.isPresent() ? min.get().whole() : group.min(),
                max.isPresent() ? max.get().whole() : group.max());
        run.act(new Action.SetBounds(
                group.name(),
                bounded.min(),
                bounded.max(),
                "group has bounds %d to %d, the definition %d to %d"
                        .formatted(group.min(), group.max(), bounded.min(), bounded.max())));
        run.update(bounded);
        return bounded;
    }

    private static List<Host> hosts(Part place, List<Instance> instances) throws UnusableException {
        var hosts = new ArrayList<Host>();
        for (Instance instance : instances) {
            Optional<Size> registered = instance.registered();
            Optional<Size> remaining = instance.remaining();
            boolean counts = instance.isActive() || instance.isDraining();
            if (counts && (registered.isEmpty() || remaining.isEmpty())) {
                throw place.unusable(
                        "instance %s must tell its CPU and memory, was silent".formatted(instance.ec2Id()));
            }
            if (instance.isActive()) {
                Size room = remaining.orElseThrow();
                hosts.add(new Host(instance, registered.orElseThrow().minus(room), room));
            }
        }
        return hosts;
    }

    /** AWS refuses to lower the desired capacity below the minimum, so there a replacement comes (Q14). */
    private Group terminated(Instance instance, Group group) {
        boolean decrement = group.desired() > group.min();
        run.act(new Action.Terminate(
                instance.ec2Id(),
                decrement,
                decrement
                        ? "it is drained and empty"
                        : "it is drained and empty; the group is at its minimum %d".formatted(group.min())));
        return decrement ? group.withDesired(group.desired() - 1) : group;
    }

    /** One instance more when something fits nowhere; instances that still launch are not waited for (L01). */
    private boolean scalesUp(Group group, List<Host> hosts) throws UnusableException {
        if (group.desired() >= group.max()) {
            return false;
        }
        Optional<String> homeless =
                demand.withoutRoom(new Rooms(hosts.stream().map(Host::room).toList()));
        homeless.ifPresent(what -> run.act(new Action.SetDesiredCapacity(
                group.name(), group.desired() + 1, "%s fits on no instance".formatted(what))));
        return homeless.isPresent();
    }

    /** One instance less when another can take all that it runs; busy draining ones leave soon, so they do not count (Q11). */
    private void scaleDown(Group group, List<Host> hosts, int leaving) throws UnusableException {
        if (group.desired() - leaving <= group.min() || hosts.isEmpty()) { // Q09
            return;
        }
        Host byMemory =
                least(hosts, Comparator.comparingLong(host -> host.used().memory()));
        Host byCpu = least(hosts, Comparator.comparingLong(host -> host.used().cpu()));
        if (canGo(byMemory, hosts)) {
            drain(byMemory, "memory");
        } else if (canGo(byCpu, hosts)) {
            drain(byCpu, "CPU");
        }
    }

    private static Host least(List<Host> hosts, Comparator<Host> by) {
        return hosts.stream().min(by).orElseThrow();
    }

    private boolean canGo(Host candidate, List<Host> hosts) throws UnusableException {
        List<Size> others = hosts.stream()
                .filter(host ->
                        !host.instance().ec2Id().equals(candidate.instance().ec2Id()))
                .map(Host::room)
                .toList();
        var rooms = new Rooms(others);
        return rooms.place(candidate.used()) && demand.withoutRoom(rooms).isEmpty();
    }

    private void drain(Host host, String least) {
        run.act(new Action.Drain(
                cluster,
                host.instance().id(),
                "it uses the least %s, and another instance has room for all of its tasks".formatted(least)));
    }
}
