package io.tidegate.simulatedaws.metric;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;

/** GetMetricStatistics: one metric, several statistics, data points in no order. */
final class MetricStatistics {
    private static final int MAX_DATAPOINTS = 1_440; // GetMetricStatistics API reference

    private final MetricStore store;

    MetricStatistics(MetricStore store) {
        this.store = store;
    }

    GetMetricStatisticsResponse get(GetMetricStatisticsRequest request) {
        var window = window(request);
        var key = MetricShapes.key(request.namespace(), request.metricName(), request.dimensions());
        var statistics = statistics(request);
        var datapoints = store.points(key, window, store.now()).stream()
                .map(point -> datapoint(point, statistics))
                .toList();
        return GetMetricStatisticsResponse.builder()
                .label(request.metricName())
                .datapoints(outOfOrder(datapoints))
                .build();
    }

    private static Window window(GetMetricStatisticsRequest request) {
        if (request.startTime() == null || request.endTime() == null || request.period() == null) {
            throw MetricErrors.missing("StartTime, EndTime and Period");
        }
        if (!request.startTime().isBefore(request.endTime())) {
            throw MetricErrors.invalidCombination("The parameter StartTime must be less than the parameter EndTime.");
        }
        var window = Window.of(request.startTime(), request.endTime(), request.period())
                .orElseThrow(() -> MetricErrors.invalidValue(
                        "The value " + request.period() + " for parameter Period is not supported."));
        if (window.periods() > MAX_DATAPOINTS) {
            throw MetricErrors.invalidCombination("You have requested up to " + window.periods()
                    + " datapoints, which exceeds the limit of " + MAX_DATAPOINTS + ".");
        }
        return window;
    }

    private static Map<String, Statistic> statistics(GetMetricStatisticsRequest request) {
        var names = request.hasStatistics() ? request.statisticsAsStrings() : request.extendedStatistics();
        if (names.isEmpty()) {
            throw MetricErrors.invalidCombination("Must specify either Statistics or ExtendedStatistics");
        }
        var statistics = new TreeMap<String, Statistic>();
        for (var name : names) {
            statistics.put(
                    name,
                    Statistic.parse(name)
                            .orElseThrow(() -> MetricErrors.invalidValue(
                                    "The value " + name + " for parameter Statistics is not supported.")));
        }
        return statistics;
    }

    private static Datapoint datapoint(Point point, Map<String, Statistic> statistics) {
        var datapoint = Datapoint.builder().timestamp(point.at());
        var extended = new TreeMap<String, Double>();
        statistics.forEach((name, statistic) -> statistic
                .of(point.observations())
                .ifPresent(value -> {
                    switch (statistic) {
                        case Statistic.Percentile percentile -> extended.put(name, value);
                        case Statistic.Simple simple -> set(datapoint, simple, value);
                    }
                }));
        return (extended.isEmpty() ? datapoint : datapoint.extendedStatistics(extended)).build();
    }

    private static void set(Datapoint.Builder datapoint, Statistic.Simple statistic, double value) {
        switch (statistic) {
            case SampleCount -> datapoint.sampleCount(value);
            case Sum -> datapoint.sum(value);
            case Average -> datapoint.average(value);
            case Minimum -> datapoint.minimum(value);
            case Maximum -> datapoint.maximum(value);
        }
    }

    // AWS promises no order, so callers must not get one by accident: every second point first, then the others.
    private static List<Datapoint> outOfOrder(List<Datapoint> ascending) {
        return IntStream.concat(
                        IntStream.range(0, ascending.size()).filter(i -> i % 2 == 1),
                        IntStream.range(0, ascending.size()).filter(i -> i % 2 == 0))
                .mapToObj(ascending::get)
                .toList();
    }
}
