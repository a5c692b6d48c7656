package io.tidegate.connectors.inventory.cluster;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.ContainerInstance;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Turns what AWS answered about a cluster into its state; pure. */
final class ClusterMapper {
    private static final String OF_SERVICE = "service:";

    private ClusterMapper() {}

    static CapacityObservation observation(Target.Cluster target, Instant at, Object state) {
        return CapacityObservation.newBuilder()
                .setTarget(target.text())
                .setObservedAt(at)
                .setObserved(state)
                .build();
    }

    /** The state of a cluster. */
    static EcsClusterState state(ClusterAnswers answers) {
        var workloads = new Workloads(answers.services(), answers.tasks(), answers.sizes());
        var members = answers.group().map(ClusterGroups::members).orElse(Map.of());
        return EcsClusterState.newBuilder()
                .setArn(answers.arn())
                .setInstances(instances(answers, workloads.byInstance(), members))
                .setWorkloads(workloads.states())
                .setGroup(group(answers).orElse(null))
                .setProvider(answers.group()
                        .flatMap(group -> ClusterGroups.provider(answers.providers(), group.autoScalingGroupName()))
                        .orElse(null))
                .build();
    }

    private static List<ContainerInstance> instances(
            ClusterAnswers answers, Map<String, Map<String, Integer>> tasks, Map<String, GroupMember> members) {
        return answers.instances().stream()
                .map(instance -> InstanceStates.of(
                        instance,
                        tasks.getOrDefault(instance.containerInstanceArn(), new TreeMap<>()),
                        Optional.ofNullable(members.get(instance.ec2InstanceId()))))
                .toList();
    }

    private static Optional<ClusterGroup> group(ClusterAnswers answers) {
        return answers.group().map(group -> ClusterGroups.state(group, answers.instances(), answers.refresh()));
    }

    /** The name of the service that started a task; empty for a standalone one. */
    static Optional<String> serviceOf(Task task) {
        return Optional.ofNullable(task.group())
                .filter(group -> group.startsWith(OF_SERVICE))
                .map(group -> group.substring(OF_SERVICE.length()));
    }

    /** The ARN of the task definition of a service: its own, else that of its primary task set. */
    static Optional<String> definitionOf(Service service) {
        return Optional.ofNullable(service.taskDefinition())
                .or(() -> service.taskSets().stream()
                        .filter(set -> "PRIMARY".equals(set.status()))
                        .map(set -> set.taskDefinition())
                        .findFirst());
    }

    /** Whether a capacity provider is one of Fargate, which has no instances. */
    static boolean isFargate(String provider) {
        return provider.startsWith("FARGATE");
    }
}
