package io.tidegate.connectors.inventory.hook;

import io.tidegate.connectors.aws.AwsClients;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;

/** The calls to AWS that observing hooked groups takes. */
public interface HookApi {

    DescribeAutoScalingGroupsResponse groups(DescribeAutoScalingGroupsRequest request);

    DescribeLifecycleHooksResponse hooks(DescribeLifecycleHooksRequest request);

    DescribeTargetGroupsResponse targetGroups(DescribeTargetGroupsRequest request);

    DescribeTargetHealthResponse targetHealth(DescribeTargetHealthRequest request);

    DescribeInstanceHealthResponse instanceHealth(DescribeInstanceHealthRequest request);

    /** The calls through real clients. */
    static HookApi of(AwsClients clients) {
        return new SdkHookApi(clients);
    }
}
