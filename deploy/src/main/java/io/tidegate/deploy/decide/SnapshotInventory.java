package io.tidegate.deploy.decide;

import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.ClusterWorkload;
import io.tidegate.schemas.ContainerInstance;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.schemas.TaskResources;
import io.tidegate.schemas.naming.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What AWS showed of targets, as the {@code ecs}, {@code asg} and {@code scalable_targets} of a snapshot. */
final class SnapshotInventory {
    private final List<String> arns = new ArrayList<>();
    private final Map<String, Map<String, Map<String, Object>>> services = new TreeMap<>();
    private final Map<String, EcsClusterState> clusters = new TreeMap<>();
    private final Map<String, Object> taskDefinitions = new TreeMap<>();
    private final Map<String, Map<String, Object>> groups = new TreeMap<>();
    private final List<Map<String, Object>> scalableTargets = new ArrayList<>();

    private SnapshotInventory() {}

    static SnapshotInventory of(Collection<CapacityObservation> observations) {
        var inventory = new SnapshotInventory();
        observations.forEach(inventory::add);
        return inventory;
    }

    private void add(CapacityObservation seen) {
        var target = Target.parse(seen.getTarget());
        switch (seen.getObserved()) {
            case EcsServiceState state when target instanceof Target.EcsService service -> add(service, state);
            case EcsClusterState state when target instanceof Target.Cluster cluster -> add(cluster, state);
            case AutoScalingGroupState state
            when target instanceof Target.Group group -> groups.put(group.name(), json(group.name(), state));
            case ScalableTargetState state -> scalableTargets.add(json(target, state));
            default -> {} // What AWS does not know is no part of a snapshot.
        }
    }

    private void add(Target.EcsService service, EcsServiceState state) {
        var json = service(service.cluster(), service.service(), state.getStatus());
        json.put("desiredCount", state.getDesired());
        json.put("runningCount", state.getRunning());
        json.put("pendingCount", state.getPending());
        json.put(
                "deployments",
                List.of(Map.of(
                        "status",
                        "PRIMARY",
                        "rolloutState",
                        state.getDeploymentInProgress() ? "IN_PROGRESS" : "COMPLETED")));
        servicesOf(service.cluster()).merge(service.service(), json, SnapshotInventory::both);
    }

    private void add(Target.Cluster cluster, EcsClusterState state) {
        arns.add(state.getArn());
        clusters.put(cluster.cluster(), state);
        for (var workload : state.getWorkloads()) {
            add(cluster.cluster(), workload);
        }
        var group = state.getGroup();
        if (group != null) {
            groups.putIfAbsent(group.getName(), json(group));
        }
    }

    private void add(String cluster, ClusterWorkload workload) {
        var json = service(cluster, workload.getName(), workload.getStatus());
        json.put("schedulingStrategy", workload.getKind().name());
        json.put("launchType", workload.getOnInstances() ? "EC2" : "FARGATE");
        json.put("desiredCount", workload.getDesired());
        json.put("runningCount", workload.getRunning());
        servicesOf(cluster).merge(workload.getName(), json, SnapshotInventory::both);
        var task = workload.getTask();
        if (task != null) {
            taskDefinitions.put(taskDefinition(cluster, workload.getName()), definition(task));
        }
    }

    private Map<String, Map<String, Object>> servicesOf(String cluster) {
        return services.computeIfAbsent(cluster, _ -> new LinkedHashMap<>());
    }

    private static Map<String, Object> service(String cluster, String name, String status) {
        var json = new LinkedHashMap<String, Object>();
        json.put("serviceName", name);
        json.put("status", status);
        json.put("taskDefinition", taskDefinition(cluster, name));
        return json;
    }

    private static Map<String, Object> both(Map<String, Object> one, Map<String, Object> other) {
        var all = new LinkedHashMap<>(one);
        all.putAll(other);
        return all;
    }

    // The shape of the tasks was observed, and not which revision has it.
    private static String taskDefinition(String cluster, String service) {
        return "observed/%s/%s".formatted(cluster, service);
    }

    private static Map<String, Object> definition(TaskResources task) {
        var container = new LinkedHashMap<String, Object>();
        container.put("name", "task");
        container.put("cpu", task.getCpu());
        container.put("memory", task.getMemory());
        container.put(
                "portMappings",
                task.getPorts().stream()
                        .map(port -> Map.of("hostPort", port.getNumber(), "protocol", port.getProtocol()))
                        .toList());
        container.put(
                "resourceRequirements",
                task.getGpus() == 0 ? List.of() : List.of(Map.of("type", "GPU", "value", "" + task.getGpus())));
        var json = new LinkedHashMap<String, Object>();
        json.put("cpu", String.valueOf(task.getCpu()));
        json.put("memory", String.valueOf(task.getMemory()));
        json.put("containerDefinitions", List.of(container));
        return json;
    }

    Map<String, Object> ecs() {
        var all = new TreeMap<String, Object>();
        services.forEach((cluster, found) -> all.put(cluster, cluster(found, clusters.get(cluster))));
        clusters.forEach((cluster, state) -> all.putIfAbsent(cluster, cluster(Map.of(), state)));
        var json = new LinkedHashMap<String, Object>();
        json.put("cluster_arns", arns);
        json.put("clusters", all);
        json.put("task_definitions", taskDefinitions);
        return json;
    }

    private static Map<String, Object> cluster(
            Map<String, Map<String, Object>> services, @Nullable EcsClusterState state) {
        var json = new LinkedHashMap<String, Object>();
        json.put("services", List.copyOf(services.values()));
        json.put(
                "container_instances",
                state == null
                        ? List.of()
                        : state.getInstances().stream()
                                .map(SnapshotInventory::json)
                                .toList());
        return json;
    }

    private static Map<String, Object> json(ContainerInstance instance) {
        var json = new LinkedHashMap<String, Object>();
        json.put("containerInstanceArn", instance.getArn());
        json.put("ec2InstanceId", instance.getInstanceId());
        json.put("status", instance.getStatus());
        json.put("agentConnected", instance.getConnected());
        json.put("runningTasksCount", instance.getRunningTasks());
        json.put("pendingTasksCount", instance.getPendingTasks());
        json.put("registeredResources", resources(instance.getRegistered()));
        json.put("remainingResources", resources(instance.getRemaining()));
        json.put("tasks", instance.getTasks());
        return json;
    }

    private static List<Map<String, Object>> resources(@Nullable TaskResources resources) {
        return resources == null
                ? List.of()
                : List.of(
                        Map.of("name", "CPU", "type", "INTEGER", "integerValue", resources.getCpu()),
                        Map.of("name", "MEMORY", "type", "INTEGER", "integerValue", resources.getMemory()));
    }

    private static Map<String, Object> json(ClusterGroup group) {
        return group(group.getName(), group.getMin(), group.getMax(), group.getDesired());
    }

    private static Map<String, Object> json(String name, AutoScalingGroupState state) {
        return group(name, state.getMin(), state.getMax(), state.getDesired());
    }

    private static Map<String, Object> group(String name, int min, int max, int desired) {
        var json = new LinkedHashMap<String, Object>();
        json.put("AutoScalingGroupName", name);
        json.put("MinSize", min);
        json.put("MaxSize", max);
        json.put("DesiredCapacity", desired);
        return json;
    }

    private static Map<String, Object> json(Target target, ScalableTargetState state) {
        var json = new LinkedHashMap<String, Object>();
        json.put("target", target.text());
        json.put("MinCapacity", state.getMin());
        json.put("MaxCapacity", state.getMax());
        return json;
    }

    List<Map<String, Object>> groups() {
        return List.copyOf(groups.values());
    }

    List<Map<String, Object>> scalableTargets() {
        return List.copyOf(scalableTargets);
    }
}
