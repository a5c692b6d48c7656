package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.TemplateStep.DeleteVersions;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved.Existing;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseErrorItem;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateErrorCode;

class VersionDeletionTest {
    private static final Target.LaunchTemplate TEMPLATE = new Target.LaunchTemplate(Place.DEFAULT, "lt-1");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final FakeEc2 ec2 = new FakeEc2();
    private final FakeGroups groups = new FakeGroups();
    private final VersionDeletion deletion = new VersionDeletion(ec2, groups, TIMEOUT);

    private Observed observe(Long... versions) {
        return deletion.observe(TEMPLATE, new DeleteVersions("lt-1", List.of(versions)));
    }

    private void versions(long... numbers) {
        LongStream.of(numbers).forEach(number -> ec2.version(number, "ami-" + number));
    }

    @Test
    void findsThoseThatNothingUses() {
        versions(1, 2, 3, 4, 9);
        ec2.defaultVersion(3);
        groups.group("api", "lt-2", "1")
                .group("web", "lt-1", "2")
                .group("shop", "lt-1", "$Latest")
                .group(AutoScalingGroup.builder().autoScalingGroupName("old").build())
                .group(mixing("mixed", "4"));

        assertThat(observe(1L, 2L, 3L, 4L, 7L, 9L))
                .isEqualTo(new Existing(
                        List.of(1L),
                        Map.of(
                                2L, "what asg/web launches",
                                3L, "the default",
                                4L, "what asg/mixed launches",
                                9L, "the latest")));
    }

    private static AutoScalingGroup mixing(String name, String version) {
        return AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .mixedInstancesPolicy(mixed -> mixed.launchTemplate(
                        template -> template.launchTemplateSpecification(FakeGroups.launches("lt-1", version))))
                .build();
    }

    @Test
    void asksNobodyWhoUsesWhatIsGone() {
        versions(1, 5);

        assertThat(observe(2L, 3L)).isEqualTo(new Existing(List.of(), Map.of()));
        assertThat(ec2.looks).hasSize(1);
    }

    @Test
    void readsAllPagesOfVersions() {
        versions(1, 2, 3, 4, 5);
        ec2.pages(2).defaultVersion(5);

        assertThat(observe(1L, 2L, 3L, 4L)).isEqualTo(new Existing(List.of(1L, 2L, 3L, 4L), Map.of()));
    }

    @Test
    void saysThatAwsKnowsNoSuchTemplate() {
        assertThat(deletion.observe(TEMPLATE, new DeleteVersions("lt-2", List.of(1L))))
                .isEqualTo(new Observed.NotFound("No launch template lt-2"));
    }

    @Test
    void deletesWithinItsTimeLimit() {
        assertThat(deletion.apply(TEMPLATE, new DeleteVersions("lt-1", List.of(2L, 1L))))
                .isEqualTo(new Answer.Accepted("r-1"));

        var sent = (DeleteLaunchTemplateVersionsRequest) ec2.changes.getFirst();
        assertThat(sent.versions()).containsExactly("1", "2");
        assertThat(sent.overrideConfiguration().orElseThrow().apiCallTimeout()).contains(TIMEOUT);
    }

    @Test
    void takesAVersionThatIsGoneForDeleted() {
        ec2.failing(failure(1, LaunchTemplateErrorCode.LAUNCH_TEMPLATE_VERSION_DOES_NOT_EXIST, "no version 1"))
                .failing(failure(2, LaunchTemplateErrorCode.LAUNCH_TEMPLATE_ID_DOES_NOT_EXIST, "no template"));

        assertThat(deletion.apply(TEMPLATE, new DeleteVersions("lt-1", List.of(1L, 2L))))
                .isEqualTo(new Answer.Accepted("r-1"));
    }

    @Test
    void tellsWhatAwsDidNotDelete() {
        ec2.failing(failure(1, LaunchTemplateErrorCode.UNEXPECTED_ERROR, "try later"))
                .failing(failure(3, LaunchTemplateErrorCode.UNEXPECTED_ERROR, "try later"));
        var step = new DeleteVersions("lt-1", List.of(1L, 2L, 3L, 4L))
                .of(List.of(1L, 2L, 3L), List.of("version 4 is the default"));

        assertThat(deletion.apply(TEMPLATE, step))
                .isEqualTo(new Answer.Declined(
                        "UNEXPECTED_ERROR",
                        "all but these are deleted: version 1: try later, version 3: try later,"
                                + " version 4 is the default",
                        "r-1"));
    }

    @Test
    void tellsWhatItLeftForItIsUsed() {
        var step = new DeleteVersions("lt-1", List.of(1L, 4L)).of(List.of(1L), List.of("version 4 is the default"));

        assertThat(deletion.apply(TEMPLATE, step))
                .isEqualTo(new Answer.Declined("IN_USE", "all but these are deleted: version 4 is the default", "r-1"));
    }

    private static DeleteLaunchTemplateVersionsResponseErrorItem failure(
            long number, LaunchTemplateErrorCode code, String message) {
        return DeleteLaunchTemplateVersionsResponseErrorItem.builder()
                .versionNumber(number)
                .responseError(error -> error.code(code).message(message))
                .build();
    }
}
