package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.TemplateStep.Kept;
import io.tidegate.connectors.executor.command.TemplateStep.NewVersion;
import io.tidegate.connectors.executor.command.TemplateStep.Overrides;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved.Version;
import io.tidegate.connectors.executor.plan.TemplateObserved.Versions;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

class VersionMakingTest {
    private static final Target.LaunchTemplate TEMPLATE = new Target.LaunchTemplate(Place.DEFAULT, "lt-1");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Overrides NONE = new Overrides(Optional.empty(), Optional.empty(), List.of());
    private static final Overrides GROUPS =
            new Overrides(Optional.of("ops"), Optional.of("m7g.large"), List.of("sg-2", "sg-1"));

    private final FakeEc2 ec2 =
            new FakeEc2().version(1, "ami-1").version(2, "ami-2").version(5, "ami-5");

    private Observed observe(NewVersion step) {
        return new VersionMaking(ec2, TIMEOUT).observe(TEMPLATE, step);
    }

    private static NewVersion from(String source) {
        return from(source, NONE);
    }

    private static NewVersion from(String source, Overrides overrides) {
        return new NewVersion("lt-1", "ami-9", source, "token-1", overrides);
    }

    static Stream<Arguments> showsTheSourceAndTheLatest() {
        return Stream.of(
                argumentSet("latest", "$Latest", version(5)),
                argumentSet("default", "$Default", version(2)),
                argumentSet("a number", "1", version(1)),
                argumentSet("the number of the latest", "5", version(5)));
    }

    @ParameterizedTest
    @MethodSource
    void showsTheSourceAndTheLatest(String name, Version source) {
        ec2.defaultVersion(2);

        assertThat(observe(from(name))).isEqualTo(new Versions(source, version(5), Kept.NOTHING));
        assertThat(ec2.looks).hasSize(1);
    }

    private static Version version(long number) {
        return new Version(number, Optional.of("ami-" + number), Optional.empty(), Optional.empty(), Set.of());
    }

    @Test
    void showsWhatAVersionHas() {
        ec2.version(
                6,
                ResponseLaunchTemplateData.builder()
                        .imageId("ami-6")
                        .keyName("ops")
                        .instanceType("m7g.large")
                        .securityGroupIds("sg-1", "sg-2")
                        .build());
        var six = new Version(
                6, Optional.of("ami-6"), Optional.of("ops"), Optional.of("m7g.large"), Set.of("sg-2", "sg-1"));

        assertThat(observe(from("$Latest"))).isEqualTo(new Versions(six, six, Kept.NOTHING));
    }

    @Test
    void saysWhatAwsDoesNotKnow() {
        assertThat(observe(from("7"))).isEqualTo(new Observed.NotFound("Could not find version 7"));
        assertThat(observe(new NewVersion("lt-2", "ami-9", "$Latest", "t", NONE)))
                .isEqualTo(new Observed.NotFound("No launch template lt-2"));
    }

    @Test
    void keepsInterfacesOnlyWhereGroupsGoIntoThem() {
        ec2.version(
                6,
                ResponseLaunchTemplateData.builder()
                        .imageId("ami-6")
                        .networkInterfaces(
                                LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                                        .deviceIndex(0)
                                        .subnetId("subnet-1")
                                        .groups("sg-7")
                                        .build(),
                                LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                                        .deviceIndex(1)
                                        .subnetId("subnet-2")
                                        .build())
                        .build());

        var seen = (Versions) observe(from("$Latest", GROUPS));

        assertThat(seen.latest().securityGroupIds()).containsExactly("sg-7");
        assertThat(seen.kept())
                .isEqualTo(new Kept(
                        List.of(
                                LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                                        .deviceIndex(0)
                                        .subnetId("subnet-1")
                                        .groups("sg-7")
                                        .build(),
                                LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                                        .deviceIndex(1)
                                        .subnetId("subnet-2")
                                        .build()),
                        List.of()));
        assertThat(((Versions) observe(from("$Latest"))).kept()).isEqualTo(Kept.NOTHING);
    }

    @Test
    void keepsDevicesWhereOneBesideTheRootHasASnapshot() {
        ec2.version(
                6, devices(device(FakeEc2.ROOT, "snap-root"), device("/dev/xvdb", "snap-data"), device("/dev/c", "")));

        var seen = (Versions) observe(from("$Latest"));

        assertThat(seen.kept())
                .isEqualTo(new Kept(
                        List.of(),
                        List.of(said(FakeEc2.ROOT, ""), said("/dev/xvdb", "snap-data"), said("/dev/c", ""))));
    }

    @Test
    void leavesDevicesToAwsWhereTheRootAloneHasASnapshot() {
        ec2.version(6, devices(device(FakeEc2.ROOT, "snap-root"), device("/dev/xvdb", "")));

        assertThat(((Versions) observe(from("$Latest"))).kept()).isEqualTo(Kept.NOTHING);
        assertThat(ec2.looks).hasAtLeastOneElementOfType(DescribeImagesRequest.class);
    }

    @Test
    void asksForNoImageWhereNoDeviceHasASnapshot() {
        ec2.version(6, devices(device(FakeEc2.ROOT, ""), device("/dev/xvdb", "")));

        assertThat(((Versions) observe(from("$Latest"))).kept()).isEqualTo(Kept.NOTHING);
        assertThat(ec2.looks).hasSize(1);
    }

    @Test
    void makesAVersionOfTheSourceThatWasSeen() {
        var step = from("$Latest", GROUPS).of(5, Kept.NOTHING);

        var answer = new VersionMaking(ec2, TIMEOUT).apply(TEMPLATE, step);

        assertThat(answer).isEqualTo(new Answer.Accepted("r-1"));
        var sent = (CreateLaunchTemplateVersionRequest) ec2.changes.getFirst();
        assertThat(sent.sourceVersion()).isEqualTo("5");
        assertThat(sent.clientToken()).isEqualTo("token-1");
        assertThat(sent.overrideConfiguration().orElseThrow().apiCallTimeout()).contains(TIMEOUT);
    }

    private static ResponseLaunchTemplateData devices(LaunchTemplateBlockDeviceMapping... devices) {
        return ResponseLaunchTemplateData.builder()
                .imageId("ami-6")
                .blockDeviceMappings(devices)
                .build();
    }

    private static LaunchTemplateBlockDeviceMapping device(String name, String snapshot) {
        return LaunchTemplateBlockDeviceMapping.builder()
                .deviceName(name)
                .ebs(ebs -> ebs.volumeSize(20).snapshotId(snapshot.isEmpty() ? null : snapshot))
                .build();
    }

    private static LaunchTemplateBlockDeviceMappingRequest said(String name, String snapshot) {
        return LaunchTemplateBlockDeviceMappingRequest.builder()
                .deviceName(name)
                .ebs(ebs -> ebs.volumeSize(20).snapshotId(snapshot.isEmpty() ? null : snapshot))
                .build();
    }
}
