package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6AddressRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.VolumeType;

class SameMembersTest {

    @Test
    void saysADeviceAgain() {
        var answered = LaunchTemplateBlockDeviceMapping.builder()
                .deviceName("/dev/xvdb")
                .ebs(ebs -> ebs.snapshotId("snap-1")
                        .volumeSize(40)
                        .volumeType(VolumeType.GP3)
                        .encrypted(true))
                .build();

        assertThat(SameMembers.of(answered, LaunchTemplateBlockDeviceMappingRequest.builder()))
                .isEqualTo(LaunchTemplateBlockDeviceMappingRequest.builder()
                        .deviceName("/dev/xvdb")
                        .ebs(ebs -> ebs.snapshotId("snap-1")
                                .volumeSize(40)
                                .volumeType(VolumeType.GP3)
                                .encrypted(true))
                        .build());
    }

    @Test
    void saysAnInterfaceAgainWithItsLists() {
        var answered = LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .subnetId("subnet-1")
                .associatePublicIpAddress(false)
                .groups("sg-1", "sg-2")
                .ipv6Addresses(
                        InstanceIpv6Address.builder().ipv6Address("2001:db8::1").build())
                .enaSrdSpecification(
                        srd -> srd.enaSrdEnabled(true).enaSrdUdpSpecification(udp -> udp.enaSrdUdpEnabled(true)))
                .build();

        assertThat(SameMembers.of(answered, LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()))
                .isEqualTo(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                        .deviceIndex(0)
                        .subnetId("subnet-1")
                        .associatePublicIpAddress(false)
                        .groups("sg-1", "sg-2")
                        .ipv6Addresses(InstanceIpv6AddressRequest.builder()
                                .ipv6Address("2001:db8::1")
                                .build())
                        .enaSrdSpecification(srd ->
                                srd.enaSrdEnabled(true).enaSrdUdpSpecification(udp -> udp.enaSrdUdpEnabled(true)))
                        .build());
    }

    static Stream<Arguments> knowsInARequestWhatAnAnswerMaySay() {
        return Stream.of(
                argumentSet(
                        "devices",
                        LaunchTemplateBlockDeviceMapping.builder(),
                        LaunchTemplateBlockDeviceMappingRequest.builder()),
                argumentSet(
                        "interfaces",
                        LaunchTemplateInstanceNetworkInterfaceSpecification.builder(),
                        LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()));
    }

    // A member that a later SDK names otherwise would be left out without a word. Which address is primary is an answer
    // alone: an interface asks for one by PrimaryIpv6.
    @ParameterizedTest
    @MethodSource
    void knowsInARequestWhatAnAnswerMaySay(SdkPojo answer, SdkPojo request) {
        assertThat(members(answer))
                .filteredOn(name -> !name.endsWith(".IsPrimaryIpv6"))
                .isSubsetOf(members(request));
    }

    private static List<String> members(SdkPojo structure) {
        return structure.sdkFields().stream()
                .flatMap(field -> Stream.concat(Stream.of(field.memberName()), below(field)))
                .toList();
    }

    private static Stream<String> below(SdkField<?> field) {
        var type = field.marshallingType().getKnownType();
        if (type == MarshallingKnownType.SDK_POJO) {
            return members(field.constructor().get()).stream().map(name -> field.memberName() + "." + name);
        }
        return type == MarshallingKnownType.LIST
                ? below(field.getTrait(ListTrait.class).memberFieldInfo()).map(name -> field.memberName() + "." + name)
                : Stream.empty();
    }
}
