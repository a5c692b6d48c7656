package io.tidegate.simulatedaws.metric;

import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Page;
import io.tidegate.simulatedaws.protocol.AwsApi;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

/** The CloudWatch operations over a {@link MetricStore}. */
public final class CloudWatchApi {
    private static final int LIST_PAGE = 500; // ListMetrics: "Up to 500 results are returned for any one call."

    private final MetricStore store;

    public CloudWatchApi(MetricStore store) {
        this.store = store;
    }

    /** Adds the operations to {@code table}. */
    public void register(OperationTable table) {
        var intake = new MetricDataIntake(store);
        var queries = new MetricDataQueries(store);
        var statistics = new MetricStatistics(store);
        table.on(AwsApi.CLOUD_WATCH, PutMetricDataRequest.class, (request, id) -> intake.put(request))
                .on(AwsApi.CLOUD_WATCH, GetMetricDataRequest.class, (request, id) -> queries.get(request))
                .on(AwsApi.CLOUD_WATCH, GetMetricStatisticsRequest.class, (request, id) -> statistics.get(request))
                .on(AwsApi.CLOUD_WATCH, ListMetricsRequest.class, (request, id) -> listMetrics(request));
    }

    private ListMetricsResponse listMetrics(ListMetricsRequest request) {
        var matching = store.visible().stream()
                .filter(metric -> matches(metric, request))
                .toList();
        var page = Page.after(request.nextToken(), matching, MetricKey::text, LIST_PAGE)
                .orElseThrow(MetricErrors::invalidToken);
        return ListMetricsResponse.builder()
                .metrics(page.items().stream().map(MetricShapes::metric).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean matches(MetricKey metric, ListMetricsRequest request) {
        return (request.namespace() == null || request.namespace().equals(metric.namespace()))
                && (request.metricName() == null || request.metricName().equals(metric.name()))
                && request.dimensions().stream().allMatch(filter -> {
                    var value = metric.dimensions().get(filter.name());
                    return value != null
                            && (filter.value() == null || filter.value().equals(value));
                });
    }
}
