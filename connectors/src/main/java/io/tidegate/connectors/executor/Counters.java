package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.connectors.executor.queue.Allowance;
import io.tidegate.connectors.executor.queue.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link ExecutorStats}; counted by the loop, read from any thread. They outlive a loop. */
final class Counters {
    private final LongAdder applied = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder drifted = new LongAdder();
    private final LongAdder deadLettered = new LongAdder();
    private final OutcomeTally outcomes = new OutcomeTally();
    private volatile Load load = new Load(0, 0, Optional.empty(), 0, 0, List.of());

    void ended(Outcome outcome, Duration latency) {
        outcomes.count(outcome, latency);
        switch (outcome) {
            case Outcome.Applied _ -> applied.increment();
            case Outcome.Skipped _ -> skipped.increment();
            case Outcome.Refused _ -> refused.increment();
            case Outcome.Failed _ -> failed.increment();
        }
    }

    OutcomeTally outcomes() {
        return outcomes;
    }

    void throttled() {
        throttled.increment();
    }

    void drifted() {
        drifted.increment();
    }

    void deadLettered() {
        deadLettered.increment();
    }

    void load(Collection<PartitionWork> works) {
        load = new Load(
                works.stream().mapToInt(PartitionWork::depth).sum(),
                works.stream().mapToInt(PartitionWork::inFlight).sum(),
                works.stream().flatMap(work -> work.oldest().stream()).min(Comparator.naturalOrder()),
                works.size(),
                works.stream().mapToInt(PartitionWork::openBreakers).sum(),
                Queues.tightest(works.stream()
                        .flatMap(work -> work.allowances().stream())
                        .toList()));
    }

    ExecutorStats stats(Instant now) {
        var current = load;
        return new ExecutorStats(
                applied.sum(),
                skipped.sum(),
                refused.sum(),
                failed.sum(),
                throttled.sum(),
                drifted.sum(),
                deadLettered.sum(),
                current.depth(),
                current.inFlight(),
                current.oldest().map(since -> Duration.between(since, now)).orElse(Duration.ZERO),
                current.partitions(),
                current.openBreakers(),
                current.allowances());
    }

    private record Load(
            int depth,
            int inFlight,
            Optional<Instant> oldest,
            int partitions,
            int openBreakers,
            List<Allowance> allowances) {}
}
