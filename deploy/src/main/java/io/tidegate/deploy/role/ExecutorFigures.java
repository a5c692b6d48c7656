package io.tidegate.deploy.role;

import io.tidegate.connectors.executor.ExecutorStats;
import io.tidegate.connectors.executor.OutcomeTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What an executor counts, by the names that alerts use. */
final class ExecutorFigures {
    private static final String ENDED = "Commands that this instance ended, by how";

    private final Supplier<ExecutorStats> stats;
    private final OutcomeTally outcomes;

    ExecutorFigures(Supplier<ExecutorStats> stats, OutcomeTally outcomes) {
        this.stats = stats;
        this.outcomes = outcomes;
    }

    List<Figure> all() {
        var figures = new ArrayList<>(commands());
        outcomes.reasons()
                .forEach((status, reasons) -> reasons.forEach(reason -> figures.add(Figure.counter(
                        "tidegate.executor.outcomes",
                        "Commands that this instance ended, by how and why",
                        Map.of("status", status, "reason", reason),
                        () -> outcomes.count(status, reason)))));
        for (int i = 0; i <= OutcomeTally.LATENCIES.size(); i++) {
            figures.add(ofClass(i));
        }
        figures.add(Figure.counter(
                "tidegate.executor.latency.seconds",
                "What commands that this instance ended took together, from receipt to end",
                Map.of(),
                outcomes::latencySeconds));
        return List.copyOf(figures);
    }

    // Labelled as the buckets of a histogram are: histogram_quantile reads it.
    private Figure ofClass(int place) {
        var most = place == OutcomeTally.LATENCIES.size()
                ? "+Inf"
                : String.valueOf(OutcomeTally.LATENCIES.get(place).toMillis() / 1000.0);
        return Figure.counter(
                "tidegate.executor.outcomes.by.latency",
                "Commands that this instance ended within so many seconds of their receipt",
                Map.of("le", most),
                () -> outcomes.within(place));
    }

    private List<Figure> commands() {
        return List.of(
                ended("applied", ExecutorStats::applied),
                ended("skipped", ExecutorStats::skipped),
                ended("refused", ExecutorStats::refused),
                ended("failed", ExecutorStats::failed),
                counter(
                        "throttled.calls",
                        "Calls that AWS throttled after the SDK's own retries",
                        ExecutorStats::throttled),
                counter(
                        "drifted.observations",
                        "Observations that differed from what was applied last",
                        ExecutorStats::drifted),
                counter("dead.letters", "Records that were no command", ExecutorStats::deadLettered),
                gauge("queued.commands", "Commands that have not ended", ExecutorStats::queueDepth),
                gauge("inflight.commands", "Of these, being carried out", ExecutorStats::inFlight),
                gauge(
                        "oldest.age.seconds",
                        "Age of the oldest command that has not ended",
                        ExecutorFigures::oldestSeconds),
                gauge("partitions", "Account-and-region partitions owned", ExecutorStats::partitions));
    }

    private static double oldestSeconds(ExecutorStats stats) {
        return stats.oldestAge().toMillis() / 1000.0;
    }

    private Figure ended(String status, ToDoubleFunction<ExecutorStats> count) {
        return Figure.counter("tidegate.executor.commands", ENDED, Map.of("status", status), of(count));
    }

    private Figure counter(String name, String description, ToDoubleFunction<ExecutorStats> count) {
        return Figure.counter("tidegate.executor." + name, description, Map.of(), of(count));
    }

    private Figure gauge(String name, String description, ToDoubleFunction<ExecutorStats> count) {
        return Figure.gauge("tidegate.executor." + name, description, of(count));
    }

    private DoubleSupplier of(ToDoubleFunction<ExecutorStats> count) {
        return () -> count.applyAsDouble(stats.get());
    }
}
