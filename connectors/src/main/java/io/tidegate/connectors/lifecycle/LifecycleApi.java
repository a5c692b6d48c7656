package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.aws.AwsClients;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The calls to AWS that hearing of instances takes. */
public interface LifecycleApi {

    /** Waits as long as the request says; ends early when the calling thread, a virtual one, is interrupted. */
    ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request);

    DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request);

    ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(ChangeMessageVisibilityBatchRequest request);

    DescribeAutoScalingInstancesResponse describeAutoScalingInstances(DescribeAutoScalingInstancesRequest request);

    DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request);

    DescribeLifecycleHooksResponse describeLifecycleHooks(DescribeLifecycleHooksRequest request);

    /** The calls through real clients. */
    static LifecycleApi of(AwsClients clients) {
        return new LifecycleApi() {
            @Override
            public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
                return clients.queues().receiveMessage(request);
            }

            @Override
            public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
                return clients.queues().deleteMessageBatch(request);
            }

            @Override
            public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
                    ChangeMessageVisibilityBatchRequest request) {
                return clients.queues().changeMessageVisibilityBatch(request);
            }

            @Override
            public DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
                    DescribeAutoScalingInstancesRequest request) {
                return clients.groups().describeAutoScalingInstances(request);
            }

            @Override
            public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
                    DescribeAutoScalingGroupsRequest request) {
                return clients.groups().describeAutoScalingGroups(request);
            }

            @Override
            public DescribeLifecycleHooksResponse describeLifecycleHooks(DescribeLifecycleHooksRequest request) {
                return clients.groups().describeLifecycleHooks(request);
            }
        };
    }
}
