package io.tidegate.connectors.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.BlockDeviceMapping;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

class LaunchConfigurationsTest {
    private static LaunchConfiguration.Builder old() {
        return LaunchConfiguration.builder()
                .launchConfigurationName("old-7")
                .imageId("ami-00000001")
                .instanceType("m5.large")
                .keyName("ops")
                .userData("IyEvYmluL3No")
                .kernelId("")
                .iamInstanceProfile("instance")
                .instanceMonitoring(monitoring -> monitoring.enabled(true))
                .spotPrice("0.05")
                .ebsOptimized(true)
                .placementTenancy("dedicated")
                .metadataOptions(options -> options.httpTokens("required").httpPutResponseHopLimit(2))
                .securityGroups("sg-1", "sg-2")
                .blockDeviceMappings(
                        BlockDeviceMapping.builder()
                                .deviceName("/dev/xvda")
                                .ebs(ebs -> ebs.volumeSize(50)
                                        .volumeType("gp3")
                                        .snapshotId("snap-1")
                                        .encrypted(true)
                                        .throughput(125)
                                        .deleteOnTermination(true))
                                .build(),
                        BlockDeviceMapping.builder()
                                .deviceName("/dev/xvdb")
                                .noDevice(true)
                                .build());
    }

    @Test
    void carriesOverAllThatATemplateCanSay() {
        RequestLaunchTemplateData data = LaunchConfigurations.data(old().build());

        assertThat(Shapes.members(data))
                .containsEntry("ImageId", "ami-00000001")
                .containsEntry("InstanceType", "m5.large")
                .containsEntry("KeyName", "ops")
                .containsEntry("UserData", "IyEvYmluL3No")
                .containsEntry("IamInstanceProfile.Name", "instance")
                .containsEntry("Monitoring.Enabled", "true")
                .containsEntry("InstanceMarketOptions.MarketType", "spot")
                .containsEntry("InstanceMarketOptions.SpotOptions.MaxPrice", "0.05")
                .containsEntry("EbsOptimized", "true")
                .containsEntry("Placement.Tenancy", "dedicated")
                .containsEntry("MetadataOptions.HttpTokens", "required")
                .containsEntry("MetadataOptions.HttpPutResponseHopLimit", "2")
                .containsEntry("SecurityGroupIds", "sg-1,sg-2")
                .containsEntry("BlockDeviceMappings[0].Ebs.SnapshotId", "snap-1")
                .containsEntry("BlockDeviceMappings[0].Ebs.VolumeSize", "50")
                .containsEntry("BlockDeviceMappings[0].Ebs.Throughput", "125")
                .containsEntry("BlockDeviceMappings[1].NoDevice", "")
                .doesNotContainKeys("KernelId", "SecurityGroups", "NetworkInterfaces.length");
    }

    @Test
    void putsTheSecurityGroupsIntoTheInterfaceThatHasAPublicAddress() {
        var data = LaunchConfigurations.data(old().associatePublicIpAddress(true)
                .iamInstanceProfile("arn:aws:iam::1:instance-profile/instance")
                .build());

        assertThat(Shapes.members(data))
                .containsEntry("NetworkInterfaces[0].AssociatePublicIpAddress", "true")
                .containsEntry("NetworkInterfaces[0].DeviceIndex", "0")
                .containsEntry("NetworkInterfaces[0].Groups", "sg-1,sg-2")
                .containsEntry("IamInstanceProfile.Arn", "arn:aws:iam::1:instance-profile/instance")
                .doesNotContainKey("SecurityGroupIds");
    }

    @Test
    void refusesWhatNoTemplateCanSay() {
        assertThatThrownBy(() -> LaunchConfigurations.data(
                        old().securityGroups(List.of("web")).build()))
                .hasMessage("launch configuration old-7 must have no SecurityGroups by names, had web");
        assertThatThrownBy(() -> LaunchConfigurations.data(
                        old().classicLinkVPCId("vpc-1").build()))
                .hasMessage("launch configuration old-7 must have no ClassicLinkVPCId, had vpc-1");
    }
}
