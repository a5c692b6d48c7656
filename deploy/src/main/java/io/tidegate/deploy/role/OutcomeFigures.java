package io.tidegate.deploy.role;

import io.tidegate.connectors.executor.OutcomeTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How an executor's commands ended and how long they took, by the names that alerts use. */
final class OutcomeFigures {
    private OutcomeFigures() {}

    static List<Figure> of(OutcomeTally outcomes) {
        var figures = new ArrayList<Figure>();
        outcomes.reasons()
                .forEach((status, reasons) -> reasons.forEach(reason -> figures.add(Figure.counter(
                        "tidegate.executor.outcomes",
                        "Commands that this instance ended, by how and why",
                        Map.of("status", status, "reason", reason),
                        () -> outcomes.count(status, reason)))));
        for (int i = 0; i <= OutcomeTally.LATENCIES.size(); i++) {
            figures.add(ofClass(outcomes, i));
        }
        figures.add(Figure.counter(
                "tidegate.executor.latency.seconds",
                "What commands that this instance ended took together, from receipt to end",
                Map.of(),
                outcomes::latencySeconds));
        return List.copyOf(figures);
    }

    // Labelled as the buckets of a histogram are: histogram_quantile reads it.
    private static Figure ofClass(OutcomeTally outcomes, int place) {
        var most = place == OutcomeTally.LATENCIES.size()
                ? "+Inf"
                : String.valueOf(OutcomeTally.LATENCIES.get(place).toMillis() / 1000.0);
        return Figure.counter(
                "tidegate.executor.outcomes.by.latency",
                "Commands that this instance ended within so many seconds of their receipt",
                Map.of("le", most),
                () -> outcomes.within(place));
    }
}
