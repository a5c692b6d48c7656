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

/** The calls through the SDK's clients. */
record SdkClusterApi(AwsClients clients) implements ClusterApi {

    @Override
    public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
        return clients.ecs().describeClusters(request);
    }

    @Override
    public DescribeCapacityProvidersResponse describeCapacityProviders(DescribeCapacityProvidersRequest request) {
        return clients.ecs().describeCapacityProviders(request);
    }

    @Override
    public ListContainerInstancesResponse listContainerInstances(ListContainerInstancesRequest request) {
        return clients.ecs().listContainerInstances(request);
    }

    @Override
    public DescribeContainerInstancesResponse describeContainerInstances(DescribeContainerInstancesRequest request) {
        return clients.ecs().describeContainerInstances(request);
    }

    @Override
    public ListServicesResponse listServices(ListServicesRequest request) {
        return clients.ecs().listServices(request);
    }

    @Override
    public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
        return clients.ecs().describeServices(request);
    }

    @Override
    public DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
        return clients.ecs().describeTaskDefinition(request);
    }

    @Override
    public ListTasksResponse listTasks(ListTasksRequest request) {
        return clients.ecs().listTasks(request);
    }

    @Override
    public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
        return clients.ecs().describeTasks(request);
    }

    @Override
    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request) {
        return clients.groups().describeAutoScalingGroups(request);
    }

    @Override
    public DescribeInstanceRefreshesResponse describeInstanceRefreshes(DescribeInstanceRefreshesRequest request) {
        return clients.groups().describeInstanceRefreshes(request);
    }
}
