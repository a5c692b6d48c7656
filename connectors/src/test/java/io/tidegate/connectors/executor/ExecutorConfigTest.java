package io.tidegate.connectors.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.connectors.executor.queue.Rate;
import io.tidegate.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutorConfigTest {
    private static final Duration ZERO = Duration.ZERO;
    private static final Map<ApiCategory, Rate> RATES = QueueConfig.defaults().rates();

    @Test
    void hasDefaultsThatFitTogether() {
        var config = ExecutorConfig.defaults(Topics.standard(), "a");

        assertThat(config.callTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.sessionTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.heartbeatInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retry()).isEqualTo(new RetryDelay(Duration.ofMillis(500), Duration.ofSeconds(20)));
        assertThat(config.notFoundGrace()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.queue().highMark()).isEqualTo(20_000);
        assertThat(config.queue().lowMark()).isEqualTo(10_000);
        assertThat(config.queue().maxInFlight()).isEqualTo(64);
        assertThat(config.queue().rates())
                .containsEntry(ApiCategory.ECS_SERVICE_CHANGE, new Rate(50, 5))
                .containsEntry(ApiCategory.SCALABLE_TARGET_CHANGE, new Rate(20, 5))
                .containsEntry(ApiCategory.GROUP_CHANGE, new Rate(20, 5))
                .containsEntry(ApiCategory.CONTAINER_INSTANCE_CHANGE, new Rate(100, 40))
                .containsEntry(ApiCategory.TASK_CHANGE, new Rate(5, 2))
                .containsEntry(ApiCategory.TASK_READ, new Rate(20, 4))
                .containsEntry(ApiCategory.LOAD_BALANCER_CHANGE, new Rate(20, 5))
                .containsEntry(ApiCategory.LOAD_BALANCER_READ, new Rate(20, 5))
                .containsEntry(ApiCategory.TARGET_GROUP_READ, new Rate(20, 5))
                .containsEntry(ApiCategory.LIFECYCLE_CHANGE, new Rate(20, 10))
                .containsEntry(ApiCategory.LIFECYCLE_READ, new Rate(20, 10))
                .containsEntry(ApiCategory.LAUNCH_TEMPLATE_READ, new Rate(20, 5))
                .containsEntry(ApiCategory.LAUNCH_TEMPLATE_CHANGE, new Rate(10, 2));
    }

    @Test
    void namesItsGroupAndItsTransactionsAfterTheInstallation() {
        var config = ExecutorConfig.defaults(new Topics("acme."), "a");

        assertThat(config.groupId()).isEqualTo("acme.executor");
        assertThat(config.transactionalId()).isEqualTo("acme.executor-a");
    }

    static Stream<Arguments> refusesWhatCannotWork() {
        return Stream.of(
                refused(
                        "blank instance",
                        () -> config(" ", 5, 15, 1),
                        "executor.instance-id must not be blank, was \" \""),
                refused(
                        "no call timeout",
                        () -> config("a", 0, 15, 1),
                        "executor.call-timeout must be positive, was PT0S"),
                refused(
                        "no heartbeat",
                        () -> config("a", 5, 15, 0),
                        "executor.heartbeat-interval must be positive, was PT0S"),
                refused(
                        "a session in which no call may start",
                        () -> config("a", 5, 7, 1),
                        "executor.session-timeout must be at least call-timeout + 3 heartbeat-interval + 1 s = PT9S,"
                                + " was PT7S"),
                refused(
                        "a grace before the command",
                        () -> config("a", 5, 15, 1, -1),
                        "executor.not-found-grace must not be negative, was PT-1S"),
                refused(
                        "no retry delay",
                        () -> new RetryDelay(ZERO, Duration.ofSeconds(1)),
                        "executor.retry.first must be positive and at most cap, was PT0S with cap PT1S"),
                refused(
                        "a retry delay over its cap",
                        () -> new RetryDelay(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                        "executor.retry.first must be positive and at most cap, was PT2S with cap PT1S"),
                refused(
                        "marks that cross",
                        () -> new QueueConfig(5, 5, 1, RATES),
                        "executor.queue.low-mark must be at least 0 and below high-mark, was 5 with high-mark 5"),
                refused(
                        "nothing in flight",
                        () -> new QueueConfig(5, 1, 0, RATES),
                        "executor.queue.max-in-flight must be at least 1, was 0"),
                refused(
                        "a category without a rate",
                        () -> new QueueConfig(5, 1, 1, Map.of(ApiCategory.ECS_SERVICE_CHANGE, new Rate(1, 1))),
                        "executor.queue.rates must name every category, had no ECS_READ"),
                refused("no burst", () -> new Rate(0, 1), "executor.rate.burst must be at least 1, was 0"),
                refused(
                        "no rate",
                        () -> new Rate(1, 0),
                        "executor.rate.per-second must be positive and finite, was 0.0"),
                refused(
                        "an endless rate",
                        () -> new Rate(1, Double.POSITIVE_INFINITY),
                        "executor.rate.per-second must be positive and finite, was Infinity"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatCannotWork(ThrowingCallable construction, String message) {
        assertThatThrownBy(construction)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Arguments refused(String name, ThrowingCallable construction, String message) {
        return argumentSet(name, construction, message);
    }

    private static ExecutorConfig config(String instance, int call, int session, int heartbeat) {
        return config(instance, call, session, heartbeat, 15);
    }

    private static ExecutorConfig config(String instance, int call, int session, int heartbeat, int grace) {
        return new ExecutorConfig(
                Topics.standard(),
                instance,
                Duration.ofSeconds(call),
                Duration.ofSeconds(session),
                Duration.ofSeconds(heartbeat),
                RetryDelay.DEFAULT,
                Duration.ofSeconds(grace),
                QueueConfig.defaults(),
                DryRun.NONE);
    }
}
