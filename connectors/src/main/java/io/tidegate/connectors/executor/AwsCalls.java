package io.tidegate.connectors.executor;

import io.tidegate.connectors.aws.AwsClients;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * The AWS clients that an executor calls in one account and region; they stay its caller's to close.
 *
 * @param credentials sees to it that calls need not wait for credentials, or throws as a call does
 */
public record AwsCalls(
        EcsClient ecs, ApplicationAutoScalingClient scaling, AutoScalingClient groups, Runnable credentials) {

    /** Through clients whose credentials are always there. */
    public AwsCalls(EcsClient ecs, ApplicationAutoScalingClient scaling, AutoScalingClient groups) {
        this(ecs, scaling, groups, () -> {});
    }

    /** Through real clients. */
    public static AwsCalls of(AwsClients aws) {
        return new AwsCalls(aws.ecs(), aws.scaling(), aws.groups(), () -> {
            var _ = aws.credentials().resolveCredentials();
        });
    }
}
