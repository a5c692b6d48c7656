package io.tidegate.simulatedaws.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * GetMetricData: many metrics in one call, in pages that end in the midst of a metric when they are full. All pages show the
 * metrics as they were at the first. Metric math is not simulated.
 */
final class MetricDataQueries {
    private static final int MAX_QUERIES = 500; // GetMetricData API reference
    private static final int MAX_DATAPOINTS = 100_800; // GetMetricData API reference
    private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]*");

    private final MetricStore store;

    MetricDataQueries(MetricStore store) {
        this.store = store;
    }

    private record Value(Instant at, double value) {}

    GetMetricDataResponse get(GetMetricDataRequest request) {
        check(request);
        var cursor = request.nextToken() == null ? new Cursor(0, store.now()) : Cursor.parse(request.nextToken());
        var end = cursor.offset() + pageSize(request.maxDatapoints());
        var results = new ArrayList<MetricDataResult>();
        var position = 0L;
        for (var query : request.metricDataQueries()) {
            var values = values(query, request, cursor.asOf());
            if (!Boolean.FALSE.equals(query.returnData())) {
                results.add(result(query, values, cursor.offset() - position, end - position));
                position += values.size();
            }
        }
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .messages(List.of())
                .nextToken(position > end ? new Cursor(end, cursor.asOf()).text() : null)
                .build();
    }

    private static void check(GetMetricDataRequest request) {
        var queries = request.metricDataQueries();
        if (queries.isEmpty() || queries.size() > MAX_QUERIES) {
            throw MetricErrors.validation(
                    "MetricDataQueries must have 1 to " + MAX_QUERIES + " members, had " + queries.size());
        }
        if (request.startTime() == null || request.endTime() == null) {
            throw MetricErrors.validation("The parameters StartTime and EndTime are required.");
        }
        if (!request.startTime().isBefore(request.endTime())) {
            throw MetricErrors.validation("The parameter StartTime must be less than the parameter EndTime.");
        }
        var ids = new HashSet<String>();
        for (var query : queries) {
            if (query.id() == null || !ID.matcher(query.id()).matches() || !ids.add(query.id())) {
                throw MetricErrors.validation("The value " + query.id()
                        + " for parameter MetricDataQueries.Id must begin with a small letter and be unique.");
            }
        }
    }

    private static int pageSize(@Nullable Integer maxDatapoints) {
        if (maxDatapoints == null) {
            return MAX_DATAPOINTS;
        }
        if (maxDatapoints < 1 || maxDatapoints > MAX_DATAPOINTS) {
            throw MetricErrors.validation(
                    "MaxDatapoints must be between 1 and " + MAX_DATAPOINTS + ", was " + maxDatapoints);
        }
        return maxDatapoints;
    }

    private List<Value> values(MetricDataQuery query, GetMetricDataRequest request, Instant asOf) {
        var stat = query.metricStat();
        if (stat == null || stat.metric() == null || stat.period() == null || stat.stat() == null) {
            throw MetricErrors.validation("Query " + query.id()
                    + " must have a MetricStat with Metric, Period and Stat; metric math is not simulated.");
        }
        var metric = stat.metric();
        var key = MetricShapes.key(metric.namespace(), metric.metricName(), metric.dimensions());
        var statistic = Statistic.parse(stat.stat())
                .orElseThrow(() -> MetricErrors.validation(
                        "The value " + stat.stat() + " for parameter MetricStat.Stat is not supported."));
        var window = Window.of(request.startTime(), request.endTime(), stat.period())
                .orElseThrow(() -> MetricErrors.validation(
                        "The value " + stat.period() + " for parameter MetricStat.Period is not supported."));
        var ascending = new ArrayList<Value>();
        for (var point : store.points(key, window, asOf)) {
            statistic.of(point.observations()).ifPresent(value -> ascending.add(new Value(point.at(), value)));
        }
        return request.scanBy() == ScanBy.TIMESTAMP_ASCENDING ? ascending : ascending.reversed();
    }

    private static MetricDataResult result(MetricDataQuery query, List<Value> values, long from, long to) {
        var first = Math.clamp(from, 0, values.size());
        var last = Math.clamp(to, 0, values.size());
        var page = values.subList(first, last);
        var label = query.label() == null ? query.metricStat().metric().metricName() : query.label();
        return MetricDataResult.builder()
                .id(query.id())
                .label(label)
                .timestamps(page.stream().map(Value::at).toList())
                .values(page.stream().map(Value::value).toList())
                .statusCode(last == values.size() ? StatusCode.COMPLETE : StatusCode.PARTIAL_DATA)
                .build();
    }
}
