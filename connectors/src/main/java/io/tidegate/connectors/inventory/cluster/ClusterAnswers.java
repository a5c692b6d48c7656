package io.tidegate.connectors.inventory.cluster;

import io.tidegate.schemas.TaskResources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * What AWS answered about one cluster in one round.
 *
 * @param services in the order in which they are told
 * @param sizes what a task of each task definition takes, by its ARN; none where that cannot be told
 * @param group empty when AWS knows none of the name
 * @param refresh of the group, when one is under way
 * @param providers capacity providers of the cluster, without those of Fargate
 */
record ClusterAnswers(
        String arn,
        List<ContainerInstance> instances,
        List<Service> services,
        List<Task> tasks,
        Map<String, TaskResources> sizes,
        Optional<AutoScalingGroup> group,
        Optional<InstanceRefresh> refresh,
        List<CapacityProvider> providers) {

    /** Of a cluster whose instances alone were asked for. */
    static ClusterAnswers ofInstances(String arn, List<ContainerInstance> instances) {
        return new ClusterAnswers(
                arn, instances, List.of(), List.of(), Map.of(), Optional.empty(), Optional.empty(), List.of());
    }
}
