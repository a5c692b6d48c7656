package io.tidegate.deploy.role;

import io.tidegate.connectors.executor.ExecutorStats;
import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.queue.Allowance;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What an executor counts, by the names that alerts use. */
final class ExecutorFigures {
    private static final String ENDED = "Commands that this instance ended, by how";

    private final Supplier<ExecutorStats> stats;

    ExecutorFigures(Supplier<ExecutorStats> stats) {
        this.stats = stats;
    }

    List<Figure> all() {
        return Stream.concat(
                        whole().stream(), Arrays.stream(ApiCategory.values()).flatMap(this::budget))
                .toList();
    }

    private List<Figure> whole() {
        return List.of(
                ended("applied", ExecutorStats::applied),
                ended("skipped", ExecutorStats::skipped),
                ended("refused", ExecutorStats::refused),
                ended("failed", ExecutorStats::failed),
                counter("throttled.calls", "Calls that AWS throttled", ExecutorStats::throttled),
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
                gauge("partitions", "Partitions of commands owned", ExecutorStats::partitions),
                gauge(
                        "open.breakers",
                        "Accounts and regions that no call is made to, for none is answered",
                        ExecutorStats::openBreakers));
    }

    // Where it is least, when several accounts and regions are owned; nothing is known of those that are not.
    private Stream<Figure> budget(ApiCategory category) {
        return Stream.of(
                budget(category, "budget.calls", "Calls that may be made at once", Allowance::tokens),
                budget(
                        category,
                        "budget.calls.per.second",
                        "Calls that may be made in the long run",
                        Allowance::perSecond));
    }

    private Figure budget(ApiCategory category, String name, String description, ToDoubleFunction<Allowance> number) {
        var tags = Map.of("category", category.name().toLowerCase(Locale.ROOT));
        return Figure.gauge(
                "tidegate.executor." + name,
                description,
                tags,
                () -> stats.get().allowances().stream()
                        .filter(allowance -> allowance.category() == category)
                        .mapToDouble(number)
                        .findFirst()
                        .orElse(Double.NaN));
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
