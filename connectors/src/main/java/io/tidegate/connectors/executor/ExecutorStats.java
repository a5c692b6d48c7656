package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.queue.Allowance;
import java.time.Duration;
import java.util.List;

/**
 * What an executor has done since it started and has before it now.
 *
 * @param applied commands that took effect
 * @param throttled calls that AWS throttled
 * @param drifted observations that differed from what was applied last
 * @param deadLettered records that were no command
 * @param queueDepth commands that have not ended
 * @param inFlight of these, being carried out
 * @param oldestAge of these, the age of the oldest; zero when there is none
 * @param partitions partitions of commands owned
 * @param openBreakers accounts and regions that no call is made to, for none is answered
 * @param allowances calls that may be made, by category, where they are fewest
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
        int partitions,
        int openBreakers,
        List<Allowance> allowances) {}
