package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;

/** Policies, scheduled actions and activities of EC2 Auto Scaling, through the SDK's client. */
class GroupPolicyContractTest {
    private SimulatedAws aws;
    private AutoScalingClient groups;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        aws.tell(cloud -> cloud.addGroup("web", 1, 9, 2));
        groups = Clients.client(AutoScalingClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        groups.close();
        aws.close();
    }

    @Test
    void tellsThePoliciesOfAGroup() {
        groups.putScalingPolicy(request ->
                request.autoScalingGroupName("web").policyName("cpu-60").policyType("TargetTrackingScaling"));
        groups.putScalingPolicy(request ->
                request.autoScalingGroupName("web").policyName("simple").enabled(false));

        var policies = groups.describePolicies(request -> request.autoScalingGroupName("web"))
                .scalingPolicies();

        assertThat(policies)
                .extracting(policy -> policy.policyName() + " " + policy.policyType() + " " + policy.enabled())
                .containsExactly("cpu-60 TargetTrackingScaling true", "simple SimpleScaling false");
    }

    @Test
    void pagesPolicies() {
        IntStream.range(0, 60)
                .forEach(i -> groups.putScalingPolicy(
                        request -> request.autoScalingGroupName("web").policyName("p%02d".formatted(i))));

        var first = groups.describePolicies();
        var rest = groups.describePolicies(request -> request.nextToken(first.nextToken()));

        assertThat(first.scalingPolicies()).hasSize(50);
        assertThat(rest.scalingPolicies()).hasSize(10);
        assertThat(rest.nextToken()).isNull();
    }

    @Test
    void refusesAPolicyOfAGroupThatDoesNotExist() {
        assertThatThrownBy(() -> groups.putScalingPolicy(
                        request -> request.autoScalingGroupName("gone").policyName("cpu-60")))
                .isInstanceOf(AutoScalingException.class)
                .hasMessageContaining("AutoScalingGroup 'gone' not found");
    }

    @Test
    void tellsScheduledActions() {
        groups.putScheduledUpdateGroupAction(request ->
                request.autoScalingGroupName("web").scheduledActionName("night").recurrence("0 20 * * *"));

        assertThat(groups.describeScheduledActions(request -> request.autoScalingGroupName("web"))
                        .scheduledUpdateGroupActions())
                .singleElement()
                .satisfies(action -> assertThat(action.recurrence()).isEqualTo("0 20 * * *"));
    }

    @Test
    void forgetsThePoliciesOfAGroupThatIsDeleted() {
        groups.putScalingPolicy(request -> request.autoScalingGroupName("web").policyName("cpu-60"));

        aws.tell(cloud -> cloud.deleteGroup("web"));

        assertThat(groups.describePolicies().scalingPolicies()).isEmpty();
    }

    @Test
    void recordsWhatChangedTheDesiredCapacityTheLatestFirst() {
        groups.setDesiredCapacity(request -> request.autoScalingGroupName("web").desiredCapacity(4));
        aws.tell(cloud -> cloud.scaleByAws("asg/web", 3, "a monitor alarm low in state ALARM triggered policy cpu-60"));

        var activities = groups.describeScalingActivities(request -> request.autoScalingGroupName("web"))
                .activities();

        assertThat(activities)
                .extracting(Activity::cause)
                .satisfiesExactly(
                        latest -> assertThat(latest)
                                .endsWith("triggered policy cpu-60 changing the desired capacity from 4 to 3."),
                        before -> assertThat(before)
                                .endsWith("a user request explicitly set group desired capacity changing the desired"
                                        + " capacity from 2 to 4."));
        assertThat(activities).extracting(Activity::activityId).doesNotHaveDuplicates();
    }
}
