package io.tidegate.connectors.inventory.cluster;

import io.tidegate.connectors.aws.AwsClients;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeCapacityProvidersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/** The calls to AWS that observing a cluster takes. */
public interface ClusterApi {

    DescribeClustersResponse describeClusters(DescribeClustersRequest request);

    DescribeCapacityProvidersResponse describeCapacityProviders(DescribeCapacityProvidersRequest request);

    ListContainerInstancesResponse listContainerInstances(ListContainerInstancesRequest request);

    DescribeContainerInstancesResponse describeContainerInstances(DescribeContainerInstancesRequest request);

    ListServicesResponse listServices(ListServicesRequest request);

    DescribeServicesResponse describeServices(DescribeServicesRequest request);

    DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request);

    ListTasksResponse listTasks(ListTasksRequest request);

    DescribeTasksResponse describeTasks(DescribeTasksRequest request);

    DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request);

    DescribeInstanceRefreshesResponse describeInstanceRefreshes(DescribeInstanceRefreshesRequest request);

    /** The calls through real clients. */
    static ClusterApi of(AwsClients clients) {
        return new SdkClusterApi(clients);
    }
}
