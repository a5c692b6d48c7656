package io.tidegate.streams.once;

import io.tidegate.schemas.MetricSample;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.pane.PaneReadings;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The metrics of a policy after one look: as panes, and what is missing of them. */
final class LookedAt {
    private LookedAt() {}

    /** Panes of the samples that the policy's metrics select, each complete or running as its time says. */
    static List<Input> panes(CapacityPolicy policy, String target, List<MetricSample> samples, Instant now) {
        var inputs = new ArrayList<Input>();
        for (var sample : samples) {
            var metrics = policy.metrics().stream()
                    .filter(metric -> metric.selector().matches(sample.getName(), sample.getDimensions()))
                    .toList();
            if (!metrics.isEmpty()) {
                var series = SeriesId.of(sample.getName(), sample.getDimensions());
                inputs.add(new Input.Measured(series, pane(sample, metrics, now, inputs.size()), List.of(target)));
            }
        }
        return inputs;
    }

    private static PartialPane pane(MetricSample sample, List<Metric> metrics, Instant now, long revision) {
        var period = sample.getPeriodSeconds();
        var length = period == null ? PartialPane.DEFAULT_LENGTH : Duration.ofSeconds(period);
        // A number read just now would count only once its pane is complete: it stands for the latest one that is.
        var at = period == null
                ? now.minus(longestLateness(metrics)).minus(length)
                : Objects.requireNonNull(sample.getAt(), "a sample of a period tells which");
        var readings = new PaneReadings(at, length);
        switch (sample.getStatus()) {
            case OK ->
                readings.add(
                        at,
                        Objects.requireNonNull(sample.getValue(), "a sample that is OK has a value"),
                        sample.getSampleCount());
            case SOURCE_ERROR -> readings.addFailure();
            case ABSENT -> {}
        }
        return readings.pane(revision, metrics);
    }

    private static Duration longestLateness(List<Metric> metrics) {
        return metrics.stream().map(Metric::lateness).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** A line for each metric that one look tells less of than the service would know. */
    static List<String> notes(CapacityPolicy policy, Decided decided) {
        var notes = new ArrayList<String>();
        for (var metric : policy.metrics()) {
            boolean missing = decided.inputs().stream()
                    .filter(input -> input.alias().equals(metric.alias()))
                    .anyMatch(input -> input.reading().value().isEmpty());
            switch (metric.source()) {
                case MetricSource.Pushed _ ->
                    notes.add("%s is published by others, and one look does not see it".formatted(metric.alias()));
                case MetricSource.Http http
                when http.interval().compareTo(metric.window()) < 0 && !missing ->
                    notes.add("%s is one reading for a window of %s"
                            .formatted(metric.alias(), Durations.text(metric.window())));
                case MetricSource.Http _, MetricSource.CloudWatch _ -> {
                    if (missing) {
                        notes.add("%s has no number in its window of %s"
                                .formatted(metric.alias(), Durations.text(metric.window())));
                    }
                }
            }
        }
        return notes;
    }
}
