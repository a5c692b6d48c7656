package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingRequest;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingResponseMetadata;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;

/** Groups, one a page where all are asked for, and the refreshes of {@code web}; remembers the changes asked of it. */
final class FakeGroups implements AutoScalingClient {
    private static final AutoScalingResponseMetadata METADATA =
            AutoScalingResponseMetadata.create(DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));

    final List<AutoScalingRequest> changes = new ArrayList<>();
    private final List<AutoScalingGroup> groups = new ArrayList<>();
    private final List<InstanceRefresh> refreshes = new ArrayList<>();

    FakeGroups group(AutoScalingGroup group) {
        groups.add(group);
        return this;
    }

    /** Adds a group that launches from a template. */
    FakeGroups group(String name, String template, String version) {
        return group(AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .launchTemplate(launches(template, version))
                .build());
    }

    static LaunchTemplateSpecification launches(String template, String version) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(template)
                .launchTemplateName("name of " + template)
                .version(version)
                .build();
    }

    FakeGroups refresh(InstanceRefresh refresh) {
        refreshes.add(refresh);
        return this;
    }

    @Override
    public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(DescribeAutoScalingGroupsRequest request) {
        if (request.hasAutoScalingGroupNames()) {
            return DescribeAutoScalingGroupsResponse.builder()
                    .autoScalingGroups(groups.stream()
                            .filter(group -> request.autoScalingGroupNames().contains(group.autoScalingGroupName()))
                            .toList())
                    .build();
        }
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(from + 1, groups.size());
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(groups.subList(from, to))
                .nextToken(to < groups.size() ? String.valueOf(to) : null)
                .build();
    }

    @Override
    public DescribeInstanceRefreshesResponse describeInstanceRefreshes(DescribeInstanceRefreshesRequest request) {
        assertThat(request.autoScalingGroupName()).isEqualTo("web");
        return DescribeInstanceRefreshesResponse.builder()
                .instanceRefreshes(refreshes)
                .build();
    }

    @Override
    public UpdateAutoScalingGroupResponse updateAutoScalingGroup(UpdateAutoScalingGroupRequest request) {
        changes.add(request);
        return (UpdateAutoScalingGroupResponse) UpdateAutoScalingGroupResponse.builder()
                .responseMetadata(METADATA)
                .build();
    }

    @Override
    public StartInstanceRefreshResponse startInstanceRefresh(StartInstanceRefreshRequest request) {
        changes.add(request);
        return (StartInstanceRefreshResponse) StartInstanceRefreshResponse.builder()
                .responseMetadata(METADATA)
                .build();
    }

    @Override
    public String serviceName() {
        return "autoscaling";
    }

    @Override
    public void close() {}
}
