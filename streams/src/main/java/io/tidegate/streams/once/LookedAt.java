package io.tidegate.streams.once;

import io.tidegate.schemas.MetricSample;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.pane.PaneReadings;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What one look of the sources told, as panes; and what it cannot tell. */
public final class LookedAt implements OneDecision.Readings {
    private final List<MetricSample> samples;
    private final Instant now;

    /** @param now when the look was over: panes of samples are complete or running as their time says */
    public LookedAt(List<MetricSample> samples, Instant now) {
        this.samples = List.copyOf(samples);
        this.now = now;
    }

    @Override
    public List<Input.Measured> of(List<Metric> metrics, String target) {
        var inputs = new ArrayList<Input.Measured>();
        for (var sample : samples) {
            var selecting = metrics.stream()
                    .filter(metric -> metric.selector().matches(sample.getName(), sample.getDimensions()))
                    .toList();
            if (!selecting.isEmpty()) {
                var series = SeriesId.of(sample.getName(), sample.getDimensions());
                inputs.add(new Input.Measured(series, pane(sample, selecting, now, inputs.size()), List.of(target)));
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

    /** A line when AWS scales the target as well, and one for each metric that one look tells less of than the service would know. */
    public static List<String> notes(OneDecision made) {
        return made.decision()
                .map(decided -> Stream.concat(
                                rivalry(decided).stream(), notes(OneDecision.metrics(made.policy()), decided).stream())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<String> rivalry(Decided decided) {
        return decided.basis() instanceof CapacityState state
                ? state.actions().writes().rivalry()
                : Optional.empty();
    }

    private static List<String> notes(List<Metric> metrics, Decided decided) {
        var notes = new ArrayList<String>();
        for (var metric : metrics) {
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
