package io.tidegate.streams.ecsautoscale.live;

import io.tidegate.streams.ecsautoscale.Inventory;
import io.tidegate.streams.ecsautoscale.Inventory.Cluster;
import io.tidegate.streams.ecsautoscale.Inventory.Container;
import io.tidegate.streams.ecsautoscale.Inventory.Group;
import io.tidegate.streams.ecsautoscale.Inventory.Instance;
import io.tidegate.streams.ecsautoscale.Inventory.Service;
import io.tidegate.streams.ecsautoscale.Inventory.TaskDefinition;
import io.tidegate.streams.ecsautoscale.Size;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** An observed cluster as a run of ecs-autoscale finds it. */
final class ObservedInventory {
    private ObservedInventory() {}

    static Inventory of(String name, ObservedCluster observed) {
        var tasks = new TreeMap<String, TaskDefinition>();
        observed.workloads().forEach(workload -> tasks.put(workload.name(), task(workload.task())));
        var groups = new TreeMap<String, Group>();
        observed.group()
                .ifPresent(group ->
                        groups.put(group.name(), new Group(group.name(), group.min(), group.max(), group.desired())));
        var clusters = new TreeMap<String, Cluster>();
        clusters.put(name, cluster(observed));
        return new Inventory(List.of(observed.arn()), clusters, tasks, groups);
    }

    private static Cluster cluster(ObservedCluster observed) {
        return new Cluster(
                observed.workloads().stream()
                        .filter(workload -> workload.kind() != Kind.STANDALONE)
                        .map(ObservedInventory::service)
                        .toList(),
                observed.instances().stream().map(ObservedInventory::instance).toList());
    }

    // What is observed of a task is its size, so a service's task definition goes by the service's name.
    private static Service service(ObservedCluster.Workload workload) {
        return new Service(workload.name(), workload.status(), workload.desired(), workload.running(), workload.name());
    }

    // One of unknown size has a container that does not tell its memory either, and a run says so.
    private static TaskDefinition task(Optional<Resources> size) {
        return size.map(known ->
                        new TaskDefinition(OptionalLong.of(known.cpu()), OptionalLong.of(known.memory()), List.of()))
                .orElseGet(() -> new TaskDefinition(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        List.of(new Container(0, OptionalLong.empty(), OptionalLong.empty()))));
    }

    private static Instance instance(ObservedCluster.Instance instance) {
        return new Instance(
                instance.arn(),
                instance.instanceId(),
                instance.status(),
                instance.runningTasks(),
                instance.pendingTasks(),
                instance.registered().map(ObservedInventory::size),
                instance.remaining().map(ObservedInventory::size));
    }

    private static Size size(Resources resources) {
        return new Size(resources.cpu(), resources.memory());
    }
}
