package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.LimitExceededException;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;

/** Lifecycle hooks of EC2 Auto Scaling, through the SDK's client. */
class HookContractTest {
    private static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";

    private SimulatedAws aws;
    private AutoScalingClient groups;

    @BeforeEach
    void start() throws Exception {
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
        aws.tell(cloud -> {
            cloud.addGroup("web", 1, 9, 2);
            cloud.messageQueues().add("hooks");
        });
        groups = Clients.client(AutoScalingClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        groups.close();
        aws.close();
    }

    private void put(Consumer<PutLifecycleHookRequest.Builder> more) {
        groups.putLifecycleHook(request -> {
            request.autoScalingGroupName("web").lifecycleHookName("drain").lifecycleTransition(TERMINATING);
            more.accept(request);
        });
    }

    private LifecycleHook described() {
        return groups.describeLifecycleHooks(
                        request -> request.autoScalingGroupName("web").lifecycleHookNames("drain"))
                .lifecycleHooks()
                .getFirst();
    }

    @Test
    void tellsAHookWithItsDefaults() {
        put(request -> {});

        assertThat(described())
                .isEqualTo(LifecycleHook.builder()
                        .autoScalingGroupName("web")
                        .lifecycleHookName("drain")
                        .lifecycleTransition(TERMINATING)
                        .heartbeatTimeout(3600)
                        .globalTimeout(172_800)
                        .defaultResult("ABANDON")
                        .build());
    }

    @ParameterizedTest(name = "{0} s: {1} s at most")
    @CsvSource({"30, 3000", "1728, 172800", "7200, 172800"})
    void theGlobalTimeoutIsAHundredTimesTheHeartbeatAndTwoDaysAtMost(int heartbeat, int global) {
        put(request -> request.heartbeatTimeout(heartbeat));

        assertThat(described().globalTimeout()).isEqualTo(global);
    }

    @Test
    void puttingAHookAgainChangesWhatIsNamed() {
        var queue = aws.<String>ask(cloud -> cloud.messageQueues().arn("hooks"));
        put(request -> request.heartbeatTimeout(60)
                .notificationTargetARN(queue)
                .roleARN("arn:aws:iam::000000000000:role/hooks")
                .notificationMetadata("m"));

        groups.putLifecycleHook(request ->
                request.autoScalingGroupName("web").lifecycleHookName("drain").defaultResult("CONTINUE"));
        var changed = described();
        put(request -> request.notificationTargetARN(""));

        assertThat(changed.heartbeatTimeout()).isEqualTo(60);
        assertThat(changed.defaultResult()).isEqualTo("CONTINUE");
        assertThat(changed.notificationTargetARN()).isEqualTo(queue);
        assertThat(changed.roleARN()).isEqualTo("arn:aws:iam::000000000000:role/hooks");
        assertThat(changed.notificationMetadata()).isEqualTo("m");
        assertThat(described().notificationTargetARN()).isNull();
    }

    @Test
    void aGroupHasFiftyHooksAtMost() {
        IntStream.range(0, 50).forEach(i -> put(request -> request.lifecycleHookName("h" + i)));

        assertThatThrownBy(() -> put(request -> request.lifecycleHookName("h50")))
                .isInstanceOf(LimitExceededException.class);
        put(request -> request.lifecycleHookName("h49"));
        assertThat(groups.describeLifecycleHooks(request -> request.autoScalingGroupName("web"))
                        .lifecycleHooks())
                .hasSize(50);
    }

    static Stream<Arguments> refusesWhatAwsRefuses() {
        return Stream.of(
                putting(
                        "a short heartbeat",
                        r -> r.heartbeatTimeout(29),
                        "HeartbeatTimeout must be between 30 and 7200, was 29"),
                putting(
                        "a long heartbeat",
                        r -> r.heartbeatTimeout(7201),
                        "HeartbeatTimeout must be between 30 and 7200, was 7201"),
                putting(
                        "an odd result",
                        r -> r.defaultResult("STOP"),
                        "DefaultResult must be CONTINUE or ABANDON, was STOP"),
                putting("an odd transition", r -> r.lifecycleTransition("x"), "LifecycleTransition must be"),
                putting("a new hook without transition", r -> r.lifecycleTransition((String) null), "was null"),
                putting("an odd name", r -> r.lifecycleHookName("a b"), "LifecycleHookName must match"),
                putting("an unknown group", r -> r.autoScalingGroupName("x"), "AutoScalingGroup 'x' not found"),
                putting(
                        "a target that is not there",
                        r -> r.notificationTargetARN("arn:aws:sqs:us-east-1:000000000000:others"),
                        "Unable to publish test message to notification target arn:aws:sqs:us-east-1:000000000000:others"),
                completing(
                        "an unknown token",
                        r -> r.lifecycleActionToken("t"),
                        "No active Lifecycle Action found with token t"),
                completing(
                        "an instance that is not held",
                        r -> r.instanceId("i-1"),
                        "No active Lifecycle Action found with instance ID i-1"),
                completing("neither token nor instance", r -> {}, "LifecycleActionToken or InstanceId must be given"),
                completing(
                        "an odd result", r -> r.lifecycleActionResult("STOP"), "must be CONTINUE or ABANDON, was STOP"),
                completing("an unknown hook", r -> r.lifecycleHookName("x"), "Lifecycle hook not found - no hook 'x'"),
                completing("an unknown group", r -> r.autoScalingGroupName("x"), "AutoScalingGroup 'x' not found"));
    }

    private static Arguments putting(String name, Consumer<PutLifecycleHookRequest.Builder> more, String message) {
        Consumer<HookContractTest> call = test -> test.put(more);
        return argumentSet("putting " + name, call, message);
    }

    private static Arguments completing(
            String name, Consumer<CompleteLifecycleActionRequest.Builder> more, String message) {
        Consumer<HookContractTest> call = test -> {
            test.put(request -> {});
            test.groups.completeLifecycleAction(request -> {
                request.autoScalingGroupName("web").lifecycleHookName("drain").lifecycleActionResult("CONTINUE");
                more.accept(request);
            });
        };
        return argumentSet("completing " + name, call, message);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatAwsRefuses(Consumer<HookContractTest> call, String message) {
        var refused = catchThrowableOfType(AutoScalingException.class, () -> call.accept(this));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
        assertThat(refused.awsErrorDetails().errorMessage()).contains(message);
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void deletingAHookThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> groups.deleteLifecycleHook(
                        request -> request.autoScalingGroupName("web").lifecycleHookName("drain")))
                .isInstanceOf(AutoScalingException.class)
                .hasMessageContaining("Lifecycle hook not found - no hook 'drain' of AutoScalingGroup 'web'");
    }
}
