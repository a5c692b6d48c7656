package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.schemas.topic.Topics;
import java.time.Duration;

/**
 * How an executor works.
 *
 * @param topics the installation's topics
 * @param instanceId name of this instance: stable over restarts, and used by one process at a time
 * @param callTimeout how long one AWS call may take, the SDK's own retries included
 * @param sessionTimeout how long Kafka waits for a silent instance before another takes its partitions
 * @param heartbeatInterval how often it tells Kafka that it is there
 * @param retry how long it waits after a failed call
 * @param notFoundGrace how long after its receipt a command is not refused because AWS shows no such target
 * @param queue bounds of each account-and-region's queue
 * @param dryRun whose commands are carried out but for the change itself
 */
public record ExecutorConfig(
        Topics topics,
        String instanceId,
        Duration callTimeout,
        Duration sessionTimeout,
        Duration heartbeatInterval,
        RetryDelay retry,
        Duration notFoundGrace,
        QueueConfig queue,
        DryRun dryRun) {

    /** What is used unless configured. */
    public static ExecutorConfig defaults(Topics topics, String instanceId) {
        return new ExecutorConfig(
                topics,
                instanceId,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                RetryDelay.DEFAULT,
                // AWS names no bound for what follows a create (ECS API Reference, RunTask: "eventual consistency").
                // Seconds
                // are common; this is five looks or so, and short beside a command's minute or more.
                Duration.ofSeconds(15),
                QueueConfig.defaults(),
                DryRun.NONE);
    }

    public ExecutorConfig {
        if (instanceId.isBlank()) {
            throw new IllegalArgumentException("executor.instance-id must not be blank, was \"" + instanceId + "\"");
        }
        requirePositive("call-timeout", callTimeout);
        requirePositive("heartbeat-interval", heartbeatInterval);
        if (notFoundGrace.isNegative()) {
            throw new IllegalArgumentException("executor.not-found-grace must not be negative, was " + notFoundGrace);
        }
        // Else the rule of HeartbeatLease would let no call start, or few.
        var least = callTimeout.plus(heartbeatInterval.multipliedBy(3)).plus(HeartbeatLease.ROUNDING);
        if (sessionTimeout.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "executor.session-timeout must be at least call-timeout + 3 heartbeat-interval + 1 s = " + least
                            + ", was " + sessionTimeout);
        }
    }

    /**
     * How old an intent may be when its call starts. A Kafka that commits slower than this lets no call start; one that is
     * well takes a few milliseconds.
     */
    Duration intentLifetime() {
        return callTimeout.dividedBy(2);
    }

    /** After this, no call of an owner that was lost can be under way: it started in time, and has ended. */
    Duration takeoverWait() {
        return intentLifetime().plus(callTimeout);
    }

    /** The consumer group of all executors of the installation. */
    public String groupId() {
        return topics.prefix() + "executor";
    }

    /** The transactional id of this instance. */
    public String transactionalId() {
        return topics.prefix() + "executor-" + instanceId;
    }

    private static void requirePositive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("executor." + key + " must be positive, was " + value);
        }
    }
}
