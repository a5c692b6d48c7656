package io.tidegate.simulatedaws.authorization;

import io.tidegate.simulatedaws.identity.Arn;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * What requests are about, as IAM sees it (Service Authorization Reference, resource types of actions).
 *
 * @param groupOfInstance name of the Auto Scaling group that has an instance
 */
record Resources(Function<String, Optional<String>> groupOfInstance) {

    /**
     * The resources of one request.
     *
     * @param arns all of which the caller must be allowed to use; {@code *} where the action knows none
     * @param cluster ARN of the ECS cluster that it happens in
     */
    record Named(List<String> arns, Optional<String> cluster) {
        // What does not exist cannot be denied: the operation itself says that there is none.
        private static final Named NOTHING = new Named(List.of(), Optional.empty());

        private static Named in(@Nullable String cluster, Stream<String> arns) {
            return new Named(arns.toList(), Optional.of(Arn.cluster(shortCluster(cluster))));
        }

        private static Named of(String arn) {
            return new Named(List.of(arn), Optional.empty());
        }
    }

    Named of(SdkPojo request) {
        return switch (request) {
            case DescribeClustersRequest r ->
                new Named(
                        r.clusters().stream()
                                .map(name -> Arn.cluster(Arn.shortName(name)))
                                .toList(),
                        Optional.empty());
            case DescribeCapacityProvidersRequest r ->
                new Named(
                        r.capacityProviders().stream()
                                .map(name -> Arn.capacityProvider(Arn.shortName(name)))
                                .toList(),
                        Optional.empty());
            case ListContainerInstancesRequest r -> Named.of(Arn.cluster(shortCluster(r.cluster())));
            case ListServicesRequest r -> Named.in(r.cluster(), Stream.of("*"));
            case ListTasksRequest r -> Named.in(r.cluster(), Stream.of("*"));
            case DescribeServicesRequest r -> Named.in(r.cluster(), services(r.cluster(), r.services()));
            case UpdateServiceRequest r -> Named.in(r.cluster(), services(r.cluster(), List.of(r.service())));
            case DescribeTasksRequest r ->
                Named.in(
                        r.cluster(),
                        r.tasks().stream().map(id -> Arn.task(shortCluster(r.cluster()), Arn.shortName(id))));
            case DescribeContainerInstancesRequest r ->
                Named.in(r.cluster(), instances(r.cluster(), r.containerInstances()));
            case UpdateContainerInstancesStateRequest r ->
                Named.in(r.cluster(), instances(r.cluster(), r.containerInstances()));
            case SetDesiredCapacityRequest r -> Named.of(Arn.autoScalingGroup(r.autoScalingGroupName()));
            case UpdateAutoScalingGroupRequest r -> Named.of(Arn.autoScalingGroup(r.autoScalingGroupName()));
            case TerminateInstanceInAutoScalingGroupRequest r ->
                groupOfInstance
                        .apply(r.instanceId())
                        .map(group -> Named.of(Arn.autoScalingGroup(group)))
                        .orElse(Named.NOTHING);
            case RegisterScalableTargetRequest r ->
                Named.of(Arn.scalableTarget(
                        r.serviceNamespaceAsString(), r.resourceId(), r.scalableDimensionAsString()));
            case PutEventsRequest r ->
                new Named(
                        r.entries().stream()
                                .map(PutEventsRequestEntry::eventBusName)
                                .map(bus -> Arn.eventBus(bus == null ? "default" : Arn.shortName(bus)))
                                .distinct()
                                .toList(),
                        Optional.empty());
            default -> Named.of("*");
        };
    }

    private static Stream<String> services(@Nullable String cluster, List<String> names) {
        return names.stream().map(name -> Arn.service(shortCluster(cluster), Arn.shortName(name)));
    }

    private static Stream<String> instances(@Nullable String cluster, List<String> names) {
        return names.stream().map(name -> Arn.containerInstance(shortCluster(cluster), Arn.shortName(name)));
    }

    private static String shortCluster(@Nullable String cluster) {
        return cluster == null ? "default" : Arn.shortName(cluster);
    }
}
