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

/** The calls through the SDK's clients. */
record SdkHookApi(AwsClients clients) implements HookApi {

    @Override
    public DescribeAutoScalingGroupsResponse groups(DescribeAutoScalingGroupsRequest request) {
        return clients.groups().describeAutoScalingGroups(request);
    }

    @Override
    public DescribeLifecycleHooksResponse hooks(DescribeLifecycleHooksRequest request) {
        return clients.groups().describeLifecycleHooks(request);
    }

    @Override
    public DescribeTargetGroupsResponse targetGroups(DescribeTargetGroupsRequest request) {
        return clients.balancers().describeTargetGroups(request);
    }

    @Override
    public DescribeTargetHealthResponse targetHealth(DescribeTargetHealthRequest request) {
        return clients.balancers().describeTargetHealth(request);
    }

    @Override
    public DescribeInstanceHealthResponse instanceHealth(DescribeInstanceHealthRequest request) {
        return clients.classicBalancers().describeInstanceHealth(request);
    }
}
