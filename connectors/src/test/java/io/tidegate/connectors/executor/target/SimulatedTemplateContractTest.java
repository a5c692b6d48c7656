package io.tidegate.connectors.executor.target;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.executor.command.TemplateStep.DeleteVersions;
import io.tidegate.connectors.executor.command.TemplateStep.NewVersion;
import io.tidegate.connectors.executor.command.TemplateStep.Overrides;
import io.tidegate.connectors.executor.command.TemplateStep.PinGroup;
import io.tidegate.connectors.executor.command.TemplateStep.Preferences;
import io.tidegate.connectors.executor.command.TemplateStep.RefreshInstances;
import io.tidegate.connectors.executor.command.TemplateStep.ScaleInProtected;
import io.tidegate.connectors.executor.command.TemplateStep.SetDefault;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved.Versions;
import io.tidegate.connectors.executor.target.Failure.Kind;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.fault.Fault;
import io.tidegate.simulatedaws.group.GroupPlan;
import io.tidegate.simulatedaws.image.ImagePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** The SDK's clients against simulated AWS over HTTP. */
class SimulatedTemplateContractTest extends TemplateContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MORE_THAN_THE_SDK_TRIES = 10;

    // At the pace of AWS: a refresh is under way for a while.
    private final LocalAws local = new LocalAws(IamPolicy.EXECUTOR, 1);

    @AfterEach
    void close() {
        local.close();
    }

    @Override
    StepActuator<Target.LaunchTemplate, NewVersion> making() {
        return new VersionMaking(local.clients().ec2(), TIMEOUT);
    }

    @Override
    StepActuator<Target.LaunchTemplate, SetDefault> defaults() {
        return new DefaultVersions(local.clients().ec2(), TIMEOUT);
    }

    @Override
    StepActuator<Target.LaunchTemplate, DeleteVersions> deletion() {
        return new VersionDeletion(local.clients().ec2(), local.clients().groups(), TIMEOUT);
    }

    @Override
    StepActuator<Target.LaunchTemplate, PinGroup> pinning() {
        return new GroupPinning(local.clients().groups(), TIMEOUT);
    }

    @Override
    StepActuator<Target.LaunchTemplate, RefreshInstances> refreshing() {
        return new InstanceRefreshes(local.clients().groups(), TIMEOUT);
    }

    @Override
    void addGroup(String name, String version) {
        local.aws()
                .tell(cloud -> cloud.addGroup(
                        GroupPlan.of(name, 0, 9, 2).from(cloud.launchTemplates().reference("web", version))));
    }

    @Override
    String addTemplate() {
        return local.aws().ask(cloud -> {
            cloud.images().add(ImagePlan.of(OLD, "web-1"));
            cloud.images().add(ImagePlan.of(NEW, "web-9"));
            return cloud.launchTemplates()
                    .add("web", RequestLaunchTemplateData.builder().imageId(OLD).build());
        });
    }

    @Override
    Map<Long, String> images() {
        return versions(template()).stream()
                .collect(toMap(
                        LaunchTemplateVersion::versionNumber,
                        version -> version.launchTemplateData().imageId()));
    }

    private List<LaunchTemplateVersion> versions(String template) {
        return local.allPowerful()
                .ec2()
                .describeLaunchTemplateVersions(request -> request.launchTemplateId(template))
                .launchTemplateVersions();
    }

    @Test
    void keepsInterfacesAndDevicesAndPutsGroupsIntoTheFirstInterface() {
        var rich = local.aws().ask(cloud -> cloud.launchTemplates().add("rich", richData()));
        var step = new NewVersion(
                rich,
                NEW,
                "$Default",
                "token-1",
                new Overrides(Optional.of("ops"), Optional.empty(), List.of("sg-1", "sg-2")));

        var seen = (Versions) making().observe(target(), step);
        making().apply(target(), step.of(seen.source().number(), seen.kept()));

        var made = versions(rich).stream()
                .filter(version -> version.versionNumber() == 2)
                .map(LaunchTemplateVersion::launchTemplateData)
                .findFirst()
                .orElseThrow();
        assertThat(made)
                .isEqualTo(ResponseLaunchTemplateData.builder()
                        .imageId(NEW)
                        .keyName("ops")
                        .instanceType("m7g.large")
                        .userData("c2F5IGhpCg==")
                        .networkInterfaces(made.networkInterfaces())
                        .blockDeviceMappings(made.blockDeviceMappings())
                        .build());
        assertThat(made.networkInterfaces())
                .extracting(each -> each.subnetId() + " " + each.groups())
                .containsExactly("subnet-1 [sg-1, sg-2]", "subnet-2 [sg-8]");
        assertThat(made.blockDeviceMappings())
                .extracting(each -> each.deviceName() + " " + each.ebs().volumeSize() + " "
                        + each.ebs().snapshotId())
                .containsExactly("/dev/xvda 20 null", "/dev/xvdb 40 snap-data");
        assertThat(making().observe(target(), step).shows(step)).isTrue();
    }

    private static RequestLaunchTemplateData richData() {
        var network = LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder();
        return RequestLaunchTemplateData.builder()
                .imageId(OLD)
                .instanceType("m7g.large")
                .userData("c2F5IGhpCg==")
                .networkInterfaces(
                        network.deviceIndex(0)
                                .subnetId("subnet-1")
                                .groups("sg-7")
                                .build(),
                        network.deviceIndex(1)
                                .subnetId("subnet-2")
                                .groups("sg-8")
                                .build())
                .blockDeviceMappings(device("/dev/xvda", 20, "snap-root"), device("/dev/xvdb", 40, "snap-data"))
                .build();
    }

    private static LaunchTemplateBlockDeviceMappingRequest device(String name, int size, String snapshot) {
        return LaunchTemplateBlockDeviceMappingRequest.builder()
                .deviceName(name)
                .ebs(ebs -> ebs.volumeSize(size).snapshotId(snapshot))
                .build();
    }

    @Test
    void saysThatAwsKnowsNoSuchTemplateOrVersion() {
        var gone = "lt-0fffffffffffffff0";
        var none = new Overrides(Optional.empty(), Optional.empty(), List.of());

        assertThat(making().observe(target(), new NewVersion(gone, NEW, "$Latest", "t", none)))
                .isInstanceOf(Observed.NotFound.class);
        assertThat(making().observe(target(), new NewVersion(template(), NEW, "7", "t", none)))
                .isInstanceOf(Observed.NotFound.class);
        assertThat(defaults().observe(target(), new SetDefault(gone, 1))).isInstanceOf(Observed.NotFound.class);
        assertThat(deletion().observe(target(), new DeleteVersions(gone, List.of(1L))))
                .isInstanceOf(Observed.NotFound.class);
    }

    @Test
    void asksAgainForADefaultThatAwsDoesNotKnowYet() {
        var thrown = catchException(() -> defaults().apply(target(), new SetDefault(template(), 7)));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.RETRYABLE);
    }

    @Test
    void makesOneVersionAlthoughTheAnswerIsLost() {
        local.aws()
                .tell(cloud -> cloud.faults()
                        .ask("ec2.CreateLaunchTemplateVersion", Fault.CUT_AFTER_EFFECT, MORE_THAN_THE_SDK_TRIES));

        var thrown = catchException(() -> make("token-1"));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(images()).isEqualTo(Map.of(1L, OLD, 2L, NEW));
        assertThat(making().observe(target(), newVersion("token-1")).shows(newVersion("token-1")))
                .isTrue();
    }

    @Test
    void looksAgainWhereAnotherRefreshIsUnderWay() {
        addGroup("web", "1");
        var preferences = new Preferences(50, false, ScaleInProtected.IGNORE, OptionalInt.of(600));
        var earlier = new RefreshInstances(template(), "web", now, preferences);
        var later = new RefreshInstances(template(), "web", Instant.now().plusSeconds(60), preferences);
        refreshing().apply(target(), earlier);

        var thrown = catchException(() -> refreshing().apply(target(), later));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.RETRYABLE);
        assertThat(Failures.classify(thrown).reason()).isEqualTo("INSTANCE_REFRESH_IN_PROGRESS");
        assertThat(refreshing().observe(target(), earlier).shows(earlier)).isTrue();
        assertThat(refreshing().observe(target(), later).shows(later)).isFalse();
    }

    @Test
    void beginsOneRefreshAlthoughTheAnswerIsLost() {
        addGroup("web", "1");
        var step = new RefreshInstances(
                template(), "web", now, new Preferences(50, false, ScaleInProtected.IGNORE, OptionalInt.empty()));
        local.aws()
                .tell(cloud -> cloud.faults()
                        .ask("autoscaling.StartInstanceRefresh", Fault.CUT_AFTER_EFFECT, MORE_THAN_THE_SDK_TRIES));

        var thrown = catchException(() -> refreshing().apply(target(), step));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(local.aws().ask(SimulatedCloud::callCounts).received())
                .containsEntry("autoscaling.StartInstanceRefresh", 1L);
        assertThat(refreshing().observe(target(), step).shows(step)).isTrue();
    }
}
