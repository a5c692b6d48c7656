package io.tidegate.simulatedaws.ecs;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/** Turns clusters, services and tasks into the shapes that ECS answers with. */
final class EcsShapes {
    private EcsShapes() {}

    static Cluster cluster(String name, List<Service> services) {
        return Cluster.builder()
                .clusterArn(Arn.cluster(name))
                .clusterName(name)
                .status("ACTIVE")
                .activeServicesCount(services.size())
                .runningTasksCount(services.stream().mapToInt(Service::running).sum())
                .pendingTasksCount(services.stream().mapToInt(Service::pending).sum())
                .registeredContainerInstancesCount(0)
                .build();
    }

    static software.amazon.awssdk.services.ecs.model.Service service(Service service) {
        return software.amazon.awssdk.services.ecs.model.Service.builder()
                .serviceArn(Arn.service(service.name()))
                .serviceName(service.name().service())
                .clusterArn(Arn.cluster(service.name().cluster()))
                .status(service.isActive() ? "ACTIVE" : "INACTIVE")
                .desiredCount(service.desired())
                .runningCount(service.running())
                .pendingCount(service.pending())
                .launchType(LaunchType.FARGATE)
                .taskDefinition(Arn.taskDefinition(service.name()))
                .createdAt(service.createdAt())
                .deployments(deployment(service))
                .build();
    }

    private static Deployment deployment(Service service) {
        var steadyAt = service.firstSteadyAt();
        return Deployment.builder()
                .id("ecs-svc/" + service.name().service())
                .status("PRIMARY")
                .taskDefinition(Arn.taskDefinition(service.name()))
                .desiredCount(service.desired())
                .runningCount(service.running())
                .pendingCount(service.pending())
                .failedTasks(0)
                .createdAt(service.createdAt())
                .updatedAt(steadyAt == null ? service.createdAt() : steadyAt)
                .launchType(LaunchType.FARGATE)
                .rolloutState(steadyAt == null ? DeploymentRolloutState.IN_PROGRESS : DeploymentRolloutState.COMPLETED)
                .build();
    }

    static software.amazon.awssdk.services.ecs.model.Task task(Service service, Task task) {
        return software.amazon.awssdk.services.ecs.model.Task.builder()
                .taskArn(Arn.task(service.name(), task))
                .clusterArn(Arn.cluster(service.name().cluster()))
                .taskDefinitionArn(Arn.taskDefinition(service.name()))
                .group("service:" + service.name().service())
                .launchType(LaunchType.FARGATE)
                .lastStatus(lastStatus(task))
                .desiredStatus(desiredStatus(task))
                .createdAt(task.createdAt())
                .startedAt(task.startedAt())
                .build();
    }

    static String desiredStatus(Task task) {
        return task.isWanted() ? "RUNNING" : "STOPPED";
    }

    private static String lastStatus(Task task) {
        return task.isRunning() ? "RUNNING" : "PENDING";
    }

    static Failure missing(String arn) {
        return Failure.builder().arn(arn).reason("MISSING").build();
    }
}
