package io.tidegate.simulatedaws.ecs;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.service.Cluster;
import io.tidegate.simulatedaws.service.DaemonService;
import io.tidegate.simulatedaws.service.LiveService;
import io.tidegate.simulatedaws.service.RecordedService;
import io.tidegate.simulatedaws.service.Service;
import io.tidegate.simulatedaws.service.ServicePlan;
import io.tidegate.simulatedaws.service.TaskSizing;
import io.tidegate.simulatedaws.task.Task;
import io.tidegate.simulatedaws.task.TaskSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/** Turns clusters, services and tasks into the shapes that ECS answers with. */
record EcsShapes(Arns arns) {

    software.amazon.awssdk.services.ecs.model.Cluster cluster(
            Cluster cluster, List<Service> services, List<String> capacityProviders) {
        var standalone = cluster.standalone();
        var running = services.stream().mapToInt(Service::running).sum()
                + standalone.stream().mapToInt(TaskSet::running).sum();
        var pending = services.stream().mapToInt(Service::pending).sum()
                + standalone.stream().mapToInt(TaskSet::pending).sum();
        return software.amazon.awssdk.services.ecs.model.Cluster.builder()
                .clusterArn(arns.cluster(cluster.name()))
                .clusterName(cluster.name())
                .status("ACTIVE")
                .activeServicesCount(services.size())
                .runningTasksCount(running)
                .pendingTasksCount(pending)
                .registeredContainerInstancesCount(
                        cluster.instances().instances().size())
                .capacityProviders(capacityProviders)
                .build();
    }

    software.amazon.awssdk.services.ecs.model.Service service(Service service) {
        return switch (service) {
            case LiveService live -> live(live);
            case RecordedService recorded -> recorded.shape();
        };
    }

    private software.amazon.awssdk.services.ecs.model.Service live(LiveService service) {
        var name = service.name();
        return software.amazon.awssdk.services.ecs.model.Service.builder()
                .serviceArn(arns.service(name.cluster(), name.service()))
                .serviceName(name.service())
                .clusterArn(arns.cluster(name.cluster()))
                .status(service.isActive() ? "ACTIVE" : "INACTIVE")
                .desiredCount(service.desired())
                .runningCount(service.running())
                .pendingCount(service.pending())
                .launchType(service.launchType())
                .schedulingStrategy(
                        service instanceof DaemonService ? SchedulingStrategy.DAEMON : SchedulingStrategy.REPLICA)
                .placementStrategy(strategy(service.plan().strategy()))
                .loadBalancers(loadBalancers(service.plan()))
                .deploymentConfiguration(
                        limits -> limits.minimumHealthyPercent(service.plan().minimumHealthyPercent())
                                .maximumPercent(service.plan().maximumPercent()))
                .taskDefinition(service.plan().definition().taskDefinitionArn())
                .createdAt(service.createdAt())
                .deployments(deployment(service))
                .build();
    }

    private static List<LoadBalancer> loadBalancers(ServicePlan plan) {
        if (plan.targetGroup() == null) {
            return List.of();
        }
        var container = TaskSizing.exposed(plan.definition());
        return List.of(LoadBalancer.builder()
                .targetGroupArn(plan.targetGroup())
                .containerName(container.name())
                .containerPort(container.portMappings().getFirst().containerPort())
                .build());
    }

    private static List<software.amazon.awssdk.services.ecs.model.PlacementStrategy> strategy(
            PlacementStrategy strategy) {
        var shape = software.amazon.awssdk.services.ecs.model.PlacementStrategy.builder();
        return switch (strategy) {
            case FIRST_FIT -> List.of();
            case SPREAD ->
                List.of(shape.type(PlacementStrategyType.SPREAD)
                        .field("instanceId")
                        .build());
            case BINPACK ->
                List.of(shape.type(PlacementStrategyType.BINPACK)
                        .field("memory")
                        .build());
        };
    }

    private static Deployment deployment(LiveService service) {
        var steadyAt = service.firstSteadyAt();
        return Deployment.builder()
                .id("ecs-svc/" + service.name().service())
                .status("PRIMARY")
                .taskDefinition(service.plan().definition().taskDefinitionArn())
                .desiredCount(service.desired())
                .runningCount(service.running())
                .pendingCount(service.pending())
                .failedTasks(0)
                .createdAt(service.createdAt())
                .updatedAt(steadyAt == null ? service.createdAt() : steadyAt)
                .launchType(service.launchType())
                .rolloutState(steadyAt == null ? DeploymentRolloutState.IN_PROGRESS : DeploymentRolloutState.COMPLETED)
                .build();
    }

    software.amazon.awssdk.services.ecs.model.Task task(Task task) {
        var label = task.set().label();
        var definition = label.definition();
        var host = task.host();
        return software.amazon.awssdk.services.ecs.model.Task.builder()
                .taskArn(arns.task(label.cluster(), task.id()))
                .clusterArn(arns.cluster(label.cluster()))
                .taskDefinitionArn(definition.taskDefinitionArn())
                .containerInstanceArn(host == null ? null : host.identity().arn())
                .group(label.group())
                .startedBy(startedBy(label.group()))
                .launchType(label.launchType())
                .cpu(definition.cpu())
                .memory(definition.memory())
                .lastStatus(task.isRunning() ? "RUNNING" : "PENDING")
                .desiredStatus(task.isWanted() ? "RUNNING" : "STOPPED")
                .createdAt(task.createdAt())
                .startedAt(task.startedAt())
                .build();
    }

    // A service's tasks are started by its deployment; the others by nobody in particular.
    private static @Nullable String startedBy(String group) {
        return group.startsWith("service:") ? "ecs-svc/" + group.substring("service:".length()) : null;
    }

    static Failure missing(String arn) {
        return Failure.builder().arn(arn).reason("MISSING").build();
    }
}
