package io.tidegate.connectors.executor;

import java.time.Duration;

/**
 * What an executor has done since it started and has before it now.
 *
 * @param applied commands that took effect
 * @param throttled calls that AWS throttled after the SDK's own retries
 * @param drifted observations that differed from what was applied last
 * @param deadLettered records that were no command
 * @param queueDepth commands that have not ended
 * @param inFlight of these, being carried out
 * @param oldestAge of these, the age of the oldest; zero when there is none
 * @param partitions account-and-region partitions owned
 */
public record ExecutorStats(
        long applied,
        long skipped,
        long refused,
        long failed,
        long throttled,
        long drifted,
        long deadLettered,
        int queueDepth,
        int inFlight,
        Duration oldestAge,
        int partitions) {}
