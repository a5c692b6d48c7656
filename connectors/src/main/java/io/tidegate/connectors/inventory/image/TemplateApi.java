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

/** The calls to AWS that observing launch templates takes. */
public interface TemplateApi {

    DescribeLaunchTemplatesResponse templates(DescribeLaunchTemplatesRequest request);

    DescribeLaunchTemplateVersionsResponse versions(DescribeLaunchTemplateVersionsRequest request);

    DescribeImagesResponse images(DescribeImagesRequest request);

    DescribeAutoScalingGroupsResponse groups(DescribeAutoScalingGroupsRequest request);

    DescribeInstanceRefreshesResponse refreshes(DescribeInstanceRefreshesRequest request);

    /** The calls through real clients. */
    static TemplateApi of(AwsClients clients) {
        return new SdkTemplateApi(clients);
    }
}
