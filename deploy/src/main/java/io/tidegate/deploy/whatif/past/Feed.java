package io.tidegate.deploy.whatif.past;

import io.tidegate.streams.journal.Input;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PaneReadings;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One column of a trace as the metric of a target: panes of readings, each known some time after its end. The column holds what
 * the metric reads, whatever its statistic. Walks forward, once.
 */
final class Feed {
    // Points of one minute are normally one to three minutes late; a decision waits for the metric's lateness
    // anyway.
    private static final Duration CLOUDWATCH_DELAY = Duration.ofSeconds(60);
    // What comes when its lateness is over comes too late.
    private static final int IN_TIME = 2;
    private static final long BEGUN = 1;
    // So many panes in a row of the trace: what reacts within seconds is seen to do so, and no row costs more than
    // this.
    private static final int PANES_IN_A_STEP = 20;
    private static final Duration LONGEST_PUSHED = Duration.ofSeconds(15);

    private final Trace trace;
    private final Trace.Lines lines;
    private final double[] values;
    private final Metric metric;
    private final List<String> targets;
    private final SeriesId series;
    private final long length;
    private final long delay;
    private int row;
    private long start;
    private boolean begun;
    private long revision;
    private double counted;

    Feed(Trace trace, Trace.Lines lines, String column, Metric metric, String target) {
        this.trace = trace;
        this.lines = lines;
        this.values = Objects.requireNonNull(lines.columns().get(column), column);
        this.metric = metric;
        this.targets = List.of(target);
        this.series = SeriesId.of(metric.selector().name(), metric.selector().dimensions());
        this.length = length(metric, trace.step());
        this.delay = metric.source() instanceof MetricSource.CloudWatch
                ? Math.min(CLOUDWATCH_DELAY.toMillis(), metric.lateness().toMillis() / IN_TIME)
                : 0;
        this.start = Math.floorDiv(lines.times()[0], length) * length;
    }

    // As the source would read it, but no finer than the rows are worth.
    private static long length(Metric metric, long step) {
        if (metric.source() instanceof MetricSource.CloudWatch asked) {
            return asked.period().toMillis();
        }
        long fine = Math.min(LONGEST_PUSHED.toMillis(), step / PANES_IN_A_STEP / 1000 * 1000);
        long usual = metric.source() instanceof MetricSource.Pushed
                ? PartialPane.DEFAULT_LENGTH.toMillis()
                : metric.source().interval().toMillis();
        return Math.min(metric.window().toMillis(), Math.max(usual, fine));
    }

    /** When the next pane becomes known; {@link Long#MAX_VALUE} after the last. */
    long next() {
        return start >= lines.end(trace.step()) ? Long.MAX_VALUE : isEarly() ? start + delay : start + length + delay;
    }

    // Of a metric that counts early a pane is known as soon as it has begun, and once more when it is whole.
    private boolean isEarly() {
        return metric.early() && !begun;
    }

    /** The next pane; empty where nothing is known of its time. */
    Optional<Input> take() {
        begun = isEarly();
        long until = start + (begun ? BEGUN : length);
        var pane = pane(until);
        if (!begun) {
            start = until;
        }
        revision++;
        return pane.map(read -> new Input.Measured(series, read, targets));
    }

    private Optional<PartialPane> pane(long end) {
        while (trace.until(lines, row) <= start && row + 1 < values.length) {
            row++;
        }
        double sum = 0;
        double seconds = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double last = 0;
        int readings = 0;
        for (int i = row; i < values.length && lines.times()[i] < end; i++) {
            double share = Math.min(end, trace.until(lines, i)) - (double) Math.max(start, lines.times()[i]);
            if (share > 0 && !Double.isNaN(values[i])) {
                sum += values[i] * share;
                seconds += share;
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
                last = values[i];
                readings++;
            }
        }
        return readings == 0 ? Optional.empty() : Optional.of(pane(end, sum / seconds, min, max, last));
    }

    private PartialPane pane(long end, double mean, double min, double max, double last) {
        var at = Instant.ofEpochMilli(end - 1);
        if (metric.needsSketch() || metric.needsReadings()) {
            var readings = new PaneReadings(at, Duration.ofMillis(length));
            double more = mean * (end - start) / 1000;
            readings.add(at, metric.needsReadings() ? counted + more : mean, 1);
            counted += end == start + length ? more : 0;
            return readings.pane(revision, List.of(metric));
        }
        double part = share(end);
        var aggregate = new Aggregate(1, mean * part, min * part, max * part, last * part, at);
        return new PartialPane(Instant.ofEpochMilli(start), Duration.ofMillis(length), 0, revision, aggregate, 0);
    }

    // A sum over a window adds up its panes.
    private double share(long end) {
        return metric.statistic() == Statistic.Exact.SUM
                ? (end - start) / (double) metric.window().toMillis()
                : 1;
    }
}
