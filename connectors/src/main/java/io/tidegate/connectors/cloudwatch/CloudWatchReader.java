package io.tidegate.connectors.cloudwatch;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Batch;
import io.tidegate.connectors.cloudwatch.CloudWatchPlan.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * Reads batches of queries by GetMetricData: follows pages, asks again for partial data, and finds the one query that
 * AWS refuses among many, so that it fails alone. Never throws for what AWS answers.
 */
final class CloudWatchReader {
    // Bounds on what one batch may cost; what is missing then is left to the next read.
    private static final int MAX_REPEATS = 3;
    private static final int MAX_PAGES = 20;

    private final Function<GetMetricDataRequest, GetMetricDataResponse> api;
    private final SourceCounters counters;

    CloudWatchReader(Function<GetMetricDataRequest, GetMetricDataResponse> api, SourceCounters counters) {
        this.api = api;
        this.counters = counters;
    }

    /** One reading for each query of the batch, in its order. */
    List<Reading> read(Batch batch) {
        var answers = new Answers(batch);
        try {
            for (int repeat = 0; repeat < MAX_REPEATS && !answers.unfinished().isEmpty(); repeat++) {
                readPages(request(batch.range(), answers.unfinished()), answers);
            }
            return answers.readings(counters);
        } catch (SdkException e) {
            return failed(batch, AwsFailure.of(e));
        }
    }

    private void readPages(GetMetricDataRequest first, Answers answers) {
        var page = call(first);
        answers.add(page);
        for (int pages = 1; pages < MAX_PAGES && hasNext(page); pages++) {
            page = call(first.toBuilder().nextToken(page.nextToken()).build());
            answers.add(page);
        }
    }

    private static boolean hasNext(GetMetricDataResponse page) {
        return page.nextToken() != null && !page.nextToken().isEmpty();
    }

    private GetMetricDataResponse call(GetMetricDataRequest request) {
        counters.countRead();
        return api.apply(request);
    }

    private List<Reading> failed(Batch batch, AwsFailure failure) {
        var queries = batch.queries();
        if (failure.isRefusedRequest() && queries.size() > 1) {
            int half = queries.size() / 2;
            var readings = new ArrayList<>(read(new Batch(batch.range(), queries.subList(0, half))));
            readings.addAll(read(new Batch(batch.range(), queries.subList(half, queries.size()))));
            return readings;
        }
        counters.countError(failure.kind());
        return queries.stream()
                .<Reading>map(query -> new Reading.Failed(query, batch.range(), failure.text()))
                .toList();
    }

    private static GetMetricDataRequest request(Range range, Map<String, CloudWatchQuery> queries) {
        var asked = new ArrayList<MetricDataQuery>();
        queries.forEach((id, query) -> asked.add(metricDataQuery(id, query)));
        return GetMetricDataRequest.builder()
                .startTime(range.start())
                .endTime(range.end())
                .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                .metricDataQueries(asked)
                .build();
    }

    private static MetricDataQuery metricDataQuery(String id, CloudWatchQuery query) {
        var dimensions = query.dimensions().entrySet().stream()
                .map(entry -> Dimension.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        var metric = Metric.builder()
                .namespace(query.namespace())
                .metricName(query.metricName())
                .dimensions(dimensions)
                .build();
        var stat = MetricStat.builder()
                .metric(metric)
                .stat(query.statistic())
                .period((int) query.period().toSeconds())
                .build();
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat)
                .returnData(true)
                .build();
    }
}
