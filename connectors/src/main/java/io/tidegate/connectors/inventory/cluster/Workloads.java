package io.tidegate.connectors.inventory.cluster;

import io.tidegate.schemas.ClusterWorkload;
import io.tidegate.schemas.TaskResources;
import io.tidegate.schemas.WorkloadKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Tasks by what they are tasks of: services in the order told, then standalone tasks by name; pure. */
final class Workloads {
    private final List<Service> services;
    private final List<Task> tasks;
    private final Map<String, TaskResources> sizes;
    private final Set<String> names = new HashSet<>();

    Workloads(List<Service> services, List<Task> tasks, Map<String, TaskResources> sizes) {
        this.services = services;
        this.tasks = tasks.stream().filter(task -> !isOnFargate(task)).toList();
        this.sizes = sizes;
        services.forEach(service -> names.add(service.serviceName()));
    }

    /** What the tasks are of. */
    List<ClusterWorkload> states() {
        var states = new ArrayList<ClusterWorkload>();
        services.forEach(service -> states.add(state(service)));
        standalone().forEach((name, group) -> states.add(state(name, group)));
        return states;
    }

    /** Tasks by the ARN of their container instance and the name of their workload. */
    Map<String, Map<String, Integer>> byInstance() {
        var counts = new HashMap<String, Map<String, Integer>>();
        for (var task : tasks) {
            if (task.containerInstanceArn() != null) {
                counts.computeIfAbsent(task.containerInstanceArn(), _ -> new TreeMap<>())
                        .merge(nameOf(task), 1, Integer::sum);
            }
        }
        return counts;
    }

    private Map<String, List<Task>> standalone() {
        var groups = new TreeMap<String, List<Task>>();
        for (var task : tasks) {
            String name = nameOf(task);
            if (!names.contains(name)) {
                groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(task);
            }
        }
        return groups;
    }

    // Tasks of a service that ECS has forgotten are replaced by nobody.
    private String nameOf(Task task) {
        return ClusterMapper.serviceOf(task).filter(names::contains).orElseGet(() -> definitionName(task));
    }

    private static String definitionName(Task task) {
        String arn = task.taskDefinitionArn();
        return "task:" + arn.substring(arn.lastIndexOf('/') + 1);
    }

    private ClusterWorkload state(Service service) {
        return ClusterWorkload.newBuilder()
                .setName(service.serviceName())
                .setKind(kind(service.schedulingStrategy()))
                .setStatus(service.status())
                .setDesired(service.desiredCount())
                .setRunning(service.runningCount())
                .setOnInstances(!isOnFargate(service))
                .setTask(ClusterMapper.definitionOf(service).map(sizes::get).orElse(null))
                .build();
    }

    private ClusterWorkload state(String name, List<Task> group) {
        long running = group.stream()
                .filter(task -> "RUNNING".equals(task.lastStatus()))
                .count();
        return ClusterWorkload.newBuilder()
                .setName(name)
                .setKind(WorkloadKind.STANDALONE)
                .setStatus("ACTIVE")
                .setDesired(group.size())
                .setRunning((int) running)
                .setTask(sizes.get(group.getFirst().taskDefinitionArn()))
                .build();
    }

    private static WorkloadKind kind(SchedulingStrategy strategy) {
        return switch (strategy) {
            case REPLICA -> WorkloadKind.REPLICA;
            case DAEMON -> WorkloadKind.DAEMON;
            case UNKNOWN_TO_SDK_VERSION -> WorkloadKind.UNKNOWN;
        };
    }

    // A strategy has capacity providers of Fargate or others, never both (ECS API reference, CreateService).
    private static boolean isOnFargate(Service service) {
        return service.launchType() == LaunchType.FARGATE
                || service.capacityProviderStrategy().stream()
                        .map(CapacityProviderStrategyItem::capacityProvider)
                        .anyMatch(ClusterMapper::isFargate);
    }

    private static boolean isOnFargate(Task task) {
        return task.launchType() == LaunchType.FARGATE
                || (task.capacityProviderName() != null && ClusterMapper.isFargate(task.capacityProviderName()));
    }
}
