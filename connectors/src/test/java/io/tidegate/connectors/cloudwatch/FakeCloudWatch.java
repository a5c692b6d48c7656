package io.tidegate.connectors.cloudwatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MessageData;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** GetMetricData over points in memory, by metric name: pages, partial data and refusals on demand. */
final class FakeCloudWatch implements Function<GetMetricDataRequest, GetMetricDataResponse> {
    private final Map<String, TreeMap<Instant, Double>> points = new HashMap<>();
    private final Map<String, Integer> partialAnswers = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> forbidden = new HashSet<>();
    private final List<GetMetricDataRequest> requests = new ArrayList<>();
    private int pageSize = Integer.MAX_VALUE;
    private @Nullable CloudWatchException outage;

    void put(String metric, Instant at, double value) {
        points.computeIfAbsent(metric, _ -> new TreeMap<>()).put(at, value);
    }

    /** At most so many results a page. */
    void pageBy(int results) {
        pageSize = results;
    }

    /** The next answers about a metric lack its points. */
    void answerPartially(String metric, int times) {
        partialAnswers.put(metric, times);
    }

    /** Calls that ask for the metric are refused as a whole. */
    void refuse(String metric) {
        refused.add(metric);
    }

    /** The metric is answered with a status of its own. */
    void forbid(String metric) {
        forbidden.add(metric);
    }

    void breakDown(String code, int status) {
        outage = failure(code, status);
    }

    void recover() {
        outage = null;
    }

    List<GetMetricDataRequest> requests() {
        return requests;
    }

    @Override
    public GetMetricDataResponse apply(GetMetricDataRequest request) {
        requests.add(request);
        if (outage != null) {
            throw outage;
        }
        if (request.metricDataQueries().stream().anyMatch(this::isRefused)) {
            throw failure("ValidationError", 400);
        }
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        var queries = request.metricDataQueries();
        int to = (int) Math.min(queries.size(), (long) from + pageSize);
        var results = queries.subList(from, to).stream()
                .map(query -> result(query, request))
                .toList();
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .nextToken(to < queries.size() ? String.valueOf(to) : null)
                .build();
    }

    private MetricDataResult result(MetricDataQuery query, GetMetricDataRequest request) {
        var result = MetricDataResult.builder().id(query.id());
        if (forbidden.contains(name(query))) {
            var message =
                    MessageData.builder().code("Forbidden").value("not yours").build();
            return result.statusCode(StatusCode.FORBIDDEN).messages(message).build();
        }
        int partial = partialAnswers.merge(name(query), -1, Integer::sum);
        if (partial >= 0) {
            return result.statusCode(StatusCode.PARTIAL_DATA).build();
        }
        var found = points.getOrDefault(name(query), new TreeMap<>())
                .subMap(request.startTime(), true, request.endTime(), false)
                .descendingMap();
        return result.statusCode(StatusCode.COMPLETE)
                .timestamps(List.copyOf(found.keySet()))
                .values(List.copyOf(found.values()))
                .build();
    }

    private boolean isRefused(MetricDataQuery query) {
        return refused.contains(name(query)) || query.metricStat().stat().equals("Nonsense");
    }

    private static String name(MetricDataQuery query) {
        return query.metricStat().metric().metricName();
    }

    private static CloudWatchException failure(String code, int status) {
        var details = AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage("as told")
                .build();
        return (CloudWatchException) CloudWatchException.builder()
                .awsErrorDetails(details)
                .statusCode(status)
                .build();
    }
}
