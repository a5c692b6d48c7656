package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.BlockDeviceMapping;
import software.amazon.awssdk.services.autoscaling.model.Ebs;
import software.amazon.awssdk.services.autoscaling.model.InstanceMetadataOptions;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDeviceRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateIamInstanceProfileSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplatePlacementRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplatesMonitoringRequest;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** What launch configurations say, in the words of launch templates. */
public final class LaunchConfigurations {
    private LaunchConfigurations() {}

    /**
     * All of it that a launch template can say.
     *
     * @throws IllegalArgumentException when there is more: EC2-Classic, which AWS has ended, or security groups by their names
     */
    public static RequestLaunchTemplateData data(LaunchConfiguration from) {
        requireNone(from, "ClassicLinkVPCId", Optional.ofNullable(from.classicLinkVPCId()));
        requireNone(
                from,
                "SecurityGroups by names",
                from.securityGroups().stream()
                        .filter(id -> !id.startsWith("sg-"))
                        .findFirst());
        var data = RequestLaunchTemplateData.builder()
                .imageId(from.imageId())
                .instanceType(from.instanceType())
                .keyName(given(from.keyName()))
                .userData(given(from.userData()))
                .kernelId(given(from.kernelId()))
                .ramDiskId(given(from.ramdiskId()))
                .ebsOptimized(from.ebsOptimized());
        Optional.ofNullable(given(from.iamInstanceProfile()))
                .ifPresent(profile -> data.iamInstanceProfile(profile(profile)));
        Optional.ofNullable(from.instanceMonitoring())
                .ifPresent(monitoring -> data.monitoring(LaunchTemplatesMonitoringRequest.builder()
                        .enabled(monitoring.enabled())
                        .build()));
        Optional.ofNullable(from.spotPrice()).ifPresent(price -> data.instanceMarketOptions(spot(price)));
        Optional.ofNullable(from.placementTenancy())
                .ifPresent(tenancy -> data.placement(LaunchTemplatePlacementRequest.builder()
                        .tenancy(tenancy)
                        .build()));
        Optional.ofNullable(from.metadataOptions()).ifPresent(options -> data.metadataOptions(metadata(options)));
        if (!from.blockDeviceMappings().isEmpty()) {
            data.blockDeviceMappings(from.blockDeviceMappings().stream()
                    .map(LaunchConfigurations::device)
                    .toList());
        }
        network(from, data);
        return data.build();
    }

    private static void requireNone(LaunchConfiguration from, String what, Optional<String> actual) {
        actual.ifPresent(value -> {
            throw new IllegalArgumentException("launch configuration %s must have no %s, had %s"
                    .formatted(from.launchConfigurationName(), what, value));
        });
    }

    // AWS answers with empty texts where nothing was given.
    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static LaunchTemplateIamInstanceProfileSpecificationRequest profile(String nameOrArn) {
        var profile = LaunchTemplateIamInstanceProfileSpecificationRequest.builder();
        return (nameOrArn.startsWith("arn:") ? profile.arn(nameOrArn) : profile.name(nameOrArn)).build();
    }

    private static LaunchTemplateInstanceMarketOptionsRequest spot(String price) {
        return LaunchTemplateInstanceMarketOptionsRequest.builder()
                .marketType(MarketType.SPOT)
                .spotOptions(options -> options.maxPrice(price))
                .build();
    }

    private static LaunchTemplateInstanceMetadataOptionsRequest metadata(InstanceMetadataOptions options) {
        return LaunchTemplateInstanceMetadataOptionsRequest.builder()
                .httpTokens(options.httpTokensAsString())
                .httpEndpoint(options.httpEndpointAsString())
                .httpPutResponseHopLimit(options.httpPutResponseHopLimit())
                .build();
    }

    private static LaunchTemplateBlockDeviceMappingRequest device(BlockDeviceMapping from) {
        var device = LaunchTemplateBlockDeviceMappingRequest.builder()
                .deviceName(from.deviceName())
                .virtualName(from.virtualName());
        if (Boolean.TRUE.equals(from.noDevice())) {
            device.noDevice("");
        }
        Optional.ofNullable(from.ebs()).ifPresent(ebs -> device.ebs(volume(ebs)));
        return device.build();
    }

    private static LaunchTemplateEbsBlockDeviceRequest volume(Ebs from) {
        return LaunchTemplateEbsBlockDeviceRequest.builder()
                .snapshotId(from.snapshotId())
                .volumeSize(from.volumeSize())
                .volumeType(from.volumeType())
                .deleteOnTermination(from.deleteOnTermination())
                .iops(from.iops())
                .encrypted(from.encrypted())
                .throughput(from.throughput())
                .build();
    }

    // "If you specify a network interface, you must specify any security groups as part of the network interface."
    private static void network(LaunchConfiguration from, RequestLaunchTemplateData.Builder data) {
        List<String> groups = from.securityGroups();
        if (from.associatePublicIpAddress() != null) {
            data.networkInterfaces(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                    .deviceIndex(0)
                    .associatePublicIpAddress(from.associatePublicIpAddress())
                    .groups(groups)
                    .build());
        } else if (!groups.isEmpty()) {
            data.securityGroupIds(groups);
        }
    }
}
