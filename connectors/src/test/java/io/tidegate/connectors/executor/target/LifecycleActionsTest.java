package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.InstanceStep.Hold;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.Instance;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingRequest;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingResponseMetadata;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingInstancesResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;

class LifecycleActionsTest {
    private static final Instance ONE = new Instance(Place.DEFAULT, "i-1");
    private static final Hold HOLD = new Hold("web", "bye", "i-1", Optional.of("t-1"));
    private static final InstanceStep.Heartbeat BEAT = new InstanceStep.Heartbeat(HOLD);
    private static final InstanceStep.Complete COMPLETE = new InstanceStep.Complete(HOLD, true);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static LifecycleActions actions(Groups groups) {
        return new LifecycleActions(groups, TIMEOUT);
    }

    // InService: of a launch it would be over, of a termination the state may be told late.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pending",
                "Pending:Wait",
                "InService",
                "Terminating",
                "Terminating:Wait",
                "Terminating:Retained",
                "Warmed:Pending:Wait",
                "Detaching"
            })
    void leavesItToAwsWhetherAHookIsOpen(String lifecycle) {
        assertThat(actions(new Groups(lifecycle, null)).observe(ONE, COMPLETE))
                .isEqualTo(new Observed.Member(lifecycle, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pending:Proceed",
                "Terminating:Proceed",
                "Terminated",
                "Warmed:Pending:Proceed",
                "Warmed:Terminated"
            })
    void showsThatNoHookIsOpen(String lifecycle) {
        assertThat(actions(new Groups(lifecycle, null)).observe(ONE, BEAT)).isEqualTo(new Observed.Gone());
    }

    @Test
    void showsThatNoGroupHasTheInstance() {
        assertThat(actions(new Groups(null, null)).observe(ONE, BEAT)).isEqualTo(new Observed.Gone());
    }

    @Test
    void doesNotTouchAnInstanceOfAnotherGroup() {
        var other = new InstanceStep.Heartbeat(new Hold("api", "bye", "i-1", Optional.empty()));

        assertThat(actions(new Groups("Terminating:Wait", null)).observe(ONE, other))
                .isEqualTo(new Observed.NotFound("instance i-1 must be in group api, was in web"));
    }

    @Test
    void answersWithinItsTimeLimit() {
        var groups = new Groups("Terminating:Wait", null);

        assertThat(actions(groups).apply(ONE, BEAT)).isEqualTo(new Answer.Accepted("r-1"));
        assertThat(actions(groups).apply(ONE, COMPLETE)).isEqualTo(new Answer.Accepted("r-1"));

        assertThat(groups.changes)
                .extracting(
                        change -> change.overrideConfiguration().orElseThrow().apiCallTimeout())
                .containsExactly(Optional.of(TIMEOUT), Optional.of(TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No active Lifecycle Action found with token t-1",
                "No active Lifecycle Action found with instance ID i-1"
            })
    void takesAnActionThatAwsDoesNotKnowForOneThatIsOver(String message) {
        var actions = actions(new Groups("Terminating:Wait", message));

        assertThat(actions.apply(ONE, BEAT)).isEqualTo(new Answer.Gone());
        assertThat(actions.apply(ONE, COMPLETE)).isEqualTo(new Answer.Gone());
    }

    @Test
    void leavesAnUnknownHookToItsCaller() {
        var actions = actions(new Groups("Terminating:Wait", "No Lifecycle Hook found with name bye"));

        assertThatThrownBy(() -> actions.apply(ONE, BEAT)).hasMessageContaining("No Lifecycle Hook found");
        assertThatThrownBy(() -> actions.apply(ONE, COMPLETE)).hasMessageContaining("No Lifecycle Hook found");
    }

    /** Knows {@code i-1} of the group {@code web}, unless it has no lifecycle. */
    private static final class Groups implements AutoScalingClient {
        private static final AutoScalingResponseMetadata METADATA =
                AutoScalingResponseMetadata.create(DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));

        private final List<AutoScalingRequest> changes = new ArrayList<>();
        private final @Nullable String lifecycle;
        private final @Nullable String refusal;

        Groups(@Nullable String lifecycle, @Nullable String refusal) {
            this.lifecycle = lifecycle;
            this.refusal = refusal;
        }

        @Override
        public DescribeAutoScalingInstancesResponse describeAutoScalingInstances(
                DescribeAutoScalingInstancesRequest request) {
            assertThat(request.instanceIds()).containsExactly("i-1");
            var found = AutoScalingInstanceDetails.builder()
                    .instanceId("i-1")
                    .autoScalingGroupName("web")
                    .lifecycleState(lifecycle)
                    .build();
            return DescribeAutoScalingInstancesResponse.builder()
                    .autoScalingInstances(lifecycle == null ? List.of() : List.of(found))
                    .build();
        }

        @Override
        public RecordLifecycleActionHeartbeatResponse recordLifecycleActionHeartbeat(
                RecordLifecycleActionHeartbeatRequest request) {
            take(request);
            return (RecordLifecycleActionHeartbeatResponse) RecordLifecycleActionHeartbeatResponse.builder()
                    .responseMetadata(METADATA)
                    .build();
        }

        @Override
        public CompleteLifecycleActionResponse completeLifecycleAction(CompleteLifecycleActionRequest request) {
            take(request);
            return (CompleteLifecycleActionResponse) CompleteLifecycleActionResponse.builder()
                    .responseMetadata(METADATA)
                    .build();
        }

        private void take(AutoScalingRequest request) {
            if (refusal != null) {
                throw AutoScalingException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ValidationError")
                                .errorMessage(refusal)
                                .build())
                        .build();
            }
            changes.add(request);
        }

        @Override
        public String serviceName() {
            return "autoscaling";
        }

        @Override
        public void close() {}
    }
}
