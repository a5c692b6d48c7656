package io.tidegate.connectors.executor;

import io.tidegate.connectors.aws.AwsClients;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * The AWS clients that an executor calls in one account and region; they stay its caller's to close.
 *
 * @param credentials sees to it that calls need not wait for credentials, or throws as a call does
 */
public record AwsCalls(
        EcsClient ecs,
        ApplicationAutoScalingClient scaling,
        AutoScalingClient groups,
        Ec2Client ec2,
        ElasticLoadBalancingClient classicBalancers,
        ElasticLoadBalancingV2Client balancers,
        Runnable credentials) {

    /** Through real clients. */
    public static AwsCalls of(AwsClients aws) {
        return ofReady(aws).withCredentials(() -> {
            var _ = aws.credentials().resolveCredentials();
        });
    }

    /** Through clients whose credentials are always there. */
    public static AwsCalls ofReady(AwsClients aws) {
        return new AwsCalls(
                aws.ecs(), aws.scaling(), aws.groups(), aws.ec2(), aws.classicBalancers(), aws.balancers(), () -> {});
    }

    /** The same with other calls to EC2 Auto Scaling. */
    public AwsCalls withGroups(AutoScalingClient others) {
        return new AwsCalls(ecs, scaling, others, ec2, classicBalancers, balancers, credentials);
    }

    private AwsCalls withCredentials(Runnable others) {
        return new AwsCalls(ecs, scaling, groups, ec2, classicBalancers, balancers, others);
    }
}
