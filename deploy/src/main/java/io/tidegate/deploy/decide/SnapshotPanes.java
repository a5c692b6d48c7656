package io.tidegate.deploy.decide;

import io.tidegate.streams.ecsautoscale.Item;
import io.tidegate.streams.ecsautoscale.Readings;
import io.tidegate.streams.ecsautoscale.Readings.Datapoint;
import io.tidegate.streams.ecsautoscale.Snapshot;
import io.tidegate.streams.journal.Input.Measured;
import io.tidegate.streams.once.OneDecision;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The readings of a snapshot as panes of the series that a policy's metrics select. What a snapshot holds is all there is to
 * know at its time, so the newest reading counts as complete, however late such readings usually come.
 */
final class SnapshotPanes implements OneDecision.Readings {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("%\\(([A-Za-z_][A-Za-z0-9_]*)\\)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@]*@");
    private static final Pattern STEP = Pattern.compile("\\[([0-9]{1,6})\\]|([^.\\[\\]]+)");

    private final Snapshot snapshot;
    private final Function<String, Optional<String>> variables;
    private final Instant now;

    SnapshotPanes(Snapshot snapshot, Function<String, Optional<String>> variables, Instant now) {
        this.snapshot = snapshot;
        this.variables = variables;
        this.now = now;
    }

    /** What metrics read; nothing where the snapshot has nothing fresh, or a metric is pushed. */
    @Override
    public List<Measured> of(List<Metric> metrics, String target) {
        return metrics.stream().flatMap(metric -> of(metric, target).stream()).toList();
    }

    private List<Measured> of(Metric metric, String target) {
        var series = SeriesId.of(metric.selector().name(), metric.selector().dimensions());
        return panes(metric).stream()
                .map(pane -> new Measured(series, pane, List.of(target)))
                .toList();
    }

    private List<PartialPane> panes(Metric metric) {
        return switch (metric.source()) {
            case MetricSource.CloudWatch asked -> cloudWatch(metric, asked);
            case MetricSource.Http asked -> {
                Instant start = newest(metric, PartialPane.DEFAULT_LENGTH);
                yield http(asked).stream()
                        .mapToObj(value -> pane(start, PartialPane.DEFAULT_LENGTH, value))
                        .toList();
            }
            case MetricSource.Pushed _ -> List.of();
        };
    }

    private List<PartialPane> cloudWatch(Metric metric, MetricSource.CloudWatch asked) {
        List<Datapoint> datapoints = snapshot.readings()
                .series(asked.namespace(), asked.metricName(), new TreeMap<>(asked.dimensions()))
                .map(Readings.Series::datapoints)
                .orElse(List.of());
        Optional<Instant> latest = datapoints.stream().map(Datapoint::at).max(Comparator.naturalOrder());
        Duration oldest = asked.period().plus(metric.window()).plus(metric.lateness());
        if (latest.isEmpty() || latest.get().plus(oldest).isBefore(now)) {
            return List.of();
        }
        var panes = new ArrayList<PartialPane>();
        for (Datapoint datapoint : datapoints) {
            long periods = Duration.between(datapoint.at(), latest.get()).dividedBy(asked.period());
            Instant start = newest(metric, asked.period()).minus(asked.period().multipliedBy(periods));
            number(datapoint.statistics().get(asked.statistic()))
                    .ifPresent(value -> panes.add(pane(start, asked.period(), value)));
        }
        return panes;
    }

    private OptionalDouble http(MetricSource.Http asked) {
        String url = resolved(asked.url());
        return snapshot.readings().http().stream()
                .filter(answer -> answer.method().equals(asked.method())
                        && CREDENTIALS.matcher(answer.url()).replaceFirst("://").equals(url)
                        && answer.status() / 100 == 2)
                .findFirst()
                .flatMap(Readings.Answer::body)
                .flatMap(body -> field(body, asked.path()))
                .map(SnapshotPanes::number)
                .orElse(OptionalDouble.empty());
    }

    private String resolved(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String name = found.group(1) != null ? found.group(1) : found.group(2);
            return Matcher.quoteReplacement(variables.apply(name).orElse(found.group()));
        });
    }

    private static Optional<Item> field(Item body, String path) {
        Optional<Item> item = Optional.of(body);
        for (var step : STEP.matcher(path).results().toList()) {
            item = item.flatMap(found -> switch (found) {
                case Item.Mapping mapping ->
                    Optional.ofNullable(mapping.entries().get(step.group()));
                case Item.Sequence list
                when step.group(1) != null ->
                    list.items().stream().skip(Integer.parseInt(step.group(1))).findFirst();
                default -> Optional.<Item>empty();
            });
        }
        return item;
    }

    private static OptionalDouble number(@Nullable Item item) {
        return item instanceof Item.Scalar(var _, Number value) && Double.isFinite(value.doubleValue())
                ? OptionalDouble.of(value.doubleValue())
                : OptionalDouble.empty();
    }

    /** Start of the newest pane that is complete. */
    private Instant newest(Metric metric, Duration length) {
        return PartialPane.startOf(now.minus(metric.lateness()), length).minus(length);
    }

    private static PartialPane pane(Instant start, Duration length, double value) {
        return new PartialPane(start, length, 0, 0, new Aggregate(1, value, value, value, value, start), 0);
    }
}
