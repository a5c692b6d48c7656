package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.group.GroupPlan;
import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.image.ImagePlan;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** What groups launch from their launch templates. */
class GroupTemplateTest {
    private static final Duration LAUNCHED = Duration.ofMinutes(3);

    private TemplateWorld world = new TemplateWorld(1, "$Latest");

    @AfterEach
    void close() {
        world.close();
    }

    private void begin(String version) {
        world.close();
        world = new TemplateWorld(1, version);
    }

    private Instance newest() {
        return world.instances().getLast();
    }

    private Activity lastActivity() {
        return world.groups
                .describeScalingActivities(request -> request.autoScalingGroupName("web"))
                .activities()
                .getFirst();
    }

    @Test
    void tellsTheTemplateOfAGroupAndTheVersionOfEachInstance() {
        var group = world.web();
        var instance = group.instances().getFirst();
        var details = world.groups
                .describeAutoScalingInstances()
                .autoScalingInstances()
                .getFirst();

        assertThat(group.launchTemplate())
                .isEqualTo(LaunchTemplateSpecification.builder()
                        .launchTemplateId(world.template)
                        .launchTemplateName("web")
                        .version("$Latest")
                        .build());
        assertThat(instance.launchTemplate().version()).isEqualTo("1");
        assertThat(instance.instanceType()).isEqualTo("m5.large");
        assertThat(details.launchTemplate()).isEqualTo(instance.launchTemplate());
        assertThat(details.imageId()).isEqualTo(TemplateWorld.OLD);
    }

    @ParameterizedTest(name = "{0}, default switched {1}: version {2}")
    @CsvSource({"$Latest, false, 2", "$Default, false, 1", "$Default, true, 2", "1, true, 1"})
    void newInstancesAreOfTheVersionThatCountsAtTheirLaunch(String version, boolean switched, String expected) {
        begin(version);
        world.addVersion(TemplateWorld.NEW);
        if (switched) {
            world.ec2.modifyLaunchTemplate(
                    request -> request.launchTemplateId(world.template).defaultVersion("2"));
        }

        world.setDesired(2);

        assertThat(newest().launchTemplate().version()).isEqualTo(expected);
        assertThat(world.instances().getFirst().launchTemplate().version()).isEqualTo("1");
    }

    @Test
    void aGroupThatIsPinnedToANumberIsMovedByAnUpdate() {
        begin("1");
        world.addVersion(TemplateWorld.NEW);

        world.follow(world.version("2"));
        world.setDesired(2);

        assertThat(world.web().launchTemplate().version()).isEqualTo("2");
        assertThat(newest().launchTemplate().version()).isEqualTo("2");
    }

    @Test
    void anUpdateNamesTheTemplateByItsNameToo() {
        world.follow(
                LaunchTemplateSpecification.builder().launchTemplateName("web").build());

        assertThat(world.web().launchTemplate().launchTemplateId()).isEqualTo(world.template);
        assertThat(world.web().launchTemplate().version()).isEqualTo("$Default");
    }

    @Test
    void anUpdateToWhatWouldNotLaunchIsRefusedAndChangesNothing() {
        world.addVersion("ami-0bbbbbbbbbbbbbbbb");

        assertThatThrownBy(() -> world.follow(world.version("2")))
                .isInstanceOf(AutoScalingException.class)
                .hasMessageContaining("You must use a valid fully-formed launch template. The image id"
                        + " '[ami-0bbbbbbbbbbbbbbbb]' does not exist");
        assertThatThrownBy(() -> world.follow(world.version("7")))
                .isInstanceOf(AutoScalingException.class)
                .hasMessageContaining("Could not find the specified version 7");
        assertThat(world.web().launchTemplate().version()).isEqualTo("$Latest");
    }

    @Test
    void aGroupWithoutATemplateGoesOn() {
        world.cloud.addGroup("old", 0, 9, 1);

        var group = world.groups
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames("old"))
                .autoScalingGroups()
                .getFirst();

        assertThat(group.launchTemplate()).isNull();
        assertThat(group.instances())
                .singleElement()
                .satisfies(instance -> assertThat(instance.launchTemplate()).isNull());
    }

    @Test
    void aLaunchFromAnImageThatIsPendingFailsAndSucceedsWhenItIsAvailable() {
        var pending = "ami-0aaaaaaaaaaaaaaaa";
        world.cloud.images().publish(ImagePlan.of(pending, "web-3"));
        world.addVersion(pending);

        world.setDesired(2);
        var failed = lastActivity();
        var after = world.cloud.group("web");
        world.pass(Duration.ofMinutes(5));
        world.pass(LAUNCHED);

        assertThat(failed.statusCode()).isEqualTo(ScalingActivityStatusCode.FAILED);
        assertThat(failed.statusMessage())
                .isEqualTo("The image ID '" + pending + "' is not available. Launching EC2 instance failed.");
        assertThat(failed.description()).startsWith("Launching a new EC2 instance.  Status Reason: ");
        assertThat(after).contains(new GroupStatus(0, 50, 2, 1, 0, 0));
        assertThat(world.serving()).containsExactly("1", "2");
    }

    @Test
    void aLaunchThatFailsIsTriedAgainOnceAMinute() {
        world.addVersion("ami-0bbbbbbbbbbbbbbbb");
        world.setDesired(5);
        world.pass(Duration.ofMinutes(3));

        var failed =
                world
                        .groups
                        .describeScalingActivities(request -> request.autoScalingGroupName("web"))
                        .activities()
                        .stream()
                        .filter(activity -> activity.statusCode() == ScalingActivityStatusCode.FAILED)
                        .toList();

        assertThat(failed).hasSize(4);
        assertThat(failed).extracting(Activity::activityId).doesNotHaveDuplicates();
        assertThat(world.instances()).hasSize(1);
    }

    @Test
    void aVersionWithNamesOfSecurityGroupsLaunchesNothing() {
        world.ec2.createLaunchTemplateVersion(request -> request.launchTemplateId(world.template)
                .sourceVersion("1")
                .launchTemplateData(data -> data.securityGroups("web")));

        world.setDesired(2);

        assertThat(lastActivity().statusMessage())
                .startsWith("The parameter groupName cannot be used with the parameter subnet");
        assertThat(world.instances()).hasSize(1);
    }

    @Test
    void aTemplateThatIsDeletedLaunchesNothing() {
        world.ec2.deleteLaunchTemplate(request -> request.launchTemplateId(world.template));

        world.setDesired(2);

        assertThat(lastActivity().statusMessage()).contains("with template ID " + world.template + ", does not exist");
    }

    @Test
    void aGroupOfATemplateThatWouldNotLaunchCannotBeAdded() {
        world.cloud.images().disable(TemplateWorld.OLD);

        assertThatThrownBy(() -> world.cloud.addGroup(GroupPlan.of("api", 0, 1, 1)
                        .from(world.cloud.launchTemplates().reference("web", "1"))))
                .hasMessage("template of group api must launch, but EC2 refuses: The image ID '" + TemplateWorld.OLD
                        + "' is not available");
        assertThatThrownBy(() -> world.cloud.launchTemplates().reference("api", "1"))
                .hasMessage("launch template must exist, but api does not");
    }
}
