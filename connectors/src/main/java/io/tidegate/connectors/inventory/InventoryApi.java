package io.tidegate.connectors.inventory;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.inventory.cluster.ClusterApi;
import io.tidegate.connectors.inventory.hook.HookApi;
import io.tidegate.connectors.inventory.image.TemplateApi;
import io.tidegate.connectors.inventory.scaler.ScalerApi;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;

/** The calls to AWS that the inventory makes. */
public interface InventoryApi {

    DescribeServicesResponse describeServices(DescribeServicesRequest request);

    DescribeScalableTargetsResponse describeScalableTargets(DescribeScalableTargetsRequest request);

    DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request);

    /** The calls that observing clusters takes. */
    ClusterApi clusters();

    /** The calls that tell who else scales. */
    ScalerApi scalers();

    /** The calls that observing hooked groups takes. */
    HookApi hooks();

    /** The calls that observing launch templates takes. */
    TemplateApi templates();

    /** The calls through real clients. */
    static InventoryApi of(AwsClients clients) {
        return new InventoryApi() {
            @Override
            public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
                return clients.ecs().describeServices(request);
            }

            @Override
            public DescribeScalableTargetsResponse describeScalableTargets(DescribeScalableTargetsRequest request) {
                return clients.scaling().describeScalableTargets(request);
            }

            @Override
            public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
                    DescribeAutoScalingGroupsRequest request) {
                return clients.groups().describeAutoScalingGroups(request);
            }

            @Override
            public ClusterApi clusters() {
                return ClusterApi.of(clients);
            }

            @Override
            public ScalerApi scalers() {
                return ScalerApi.of(clients);
            }

            @Override
            public HookApi hooks() {
                return HookApi.of(clients);
            }

            @Override
            public TemplateApi templates() {
                return TemplateApi.of(clients);
            }
        };
    }
}
