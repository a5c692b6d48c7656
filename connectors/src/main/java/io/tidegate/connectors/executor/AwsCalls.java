package io.tidegate.connectors.executor;

import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The AWS clients that an executor calls; they stay its caller's to close. */
public record AwsCalls(EcsClient ecs, ApplicationAutoScalingClient scaling, AutoScalingClient groups) {}
