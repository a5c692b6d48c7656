package io.tidegate.connectors.inventory.image;

import io.tidegate.connectors.aws.AwsClients;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;

/** The calls through the SDK's clients. */
record SdkTemplateApi(AwsClients clients) implements TemplateApi {

    @Override
    public DescribeLaunchTemplatesResponse templates(DescribeLaunchTemplatesRequest request) {
        return clients.ec2().describeLaunchTemplates(request);
    }

    @Override
    public DescribeLaunchTemplateVersionsResponse versions(DescribeLaunchTemplateVersionsRequest request) {
        return clients.ec2().describeLaunchTemplateVersions(request);
    }

    @Override
    public DescribeImagesResponse images(DescribeImagesRequest request) {
        return clients.ec2().describeImages(request);
    }

    @Override
    public DescribeAutoScalingGroupsResponse groups(DescribeAutoScalingGroupsRequest request) {
        return clients.groups().describeAutoScalingGroups(request);
    }

    @Override
    public DescribeInstanceRefreshesResponse refreshes(DescribeInstanceRefreshesRequest request) {
        return clients.groups().describeInstanceRefreshes(request);
    }
}
