package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

class CloudWatchContractTest {
    private static final Metric LAG = Metric.builder()
            .namespace("Shop")
            .metricName("Lag")
            .dimensions(Dimension.builder().name("Queue").value("orders").build())
            .build();

    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private SimulatedAws aws;
    private CloudWatchClient metrics;

    @BeforeEach
    void start() throws Exception {
        // So fast that what is put can be read at once.
        aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1).withPace(1e9), 0);
        metrics = Clients.client(CloudWatchClient.builder(), aws.endpoint());
    }

    @AfterEach
    void stop() {
        metrics.close();
        aws.close();
    }

    @Test
    void readsBackWhatWasPut() {
        put(minute.minusSeconds(120), 4.0);
        put(minute.minusSeconds(60), 1.5);
        put(minute.minusSeconds(60), 2.5);

        var result = metrics.getMetricData(query("Average").build())
                .metricDataResults()
                .getFirst();

        assertThat(result.id()).isEqualTo("m1");
        assertThat(result.label()).isEqualTo("Lag");
        assertThat(result.statusCode()).isEqualTo(StatusCode.COMPLETE);
        assertThat(result.timestamps()).containsExactly(minute.minusSeconds(60), minute.minusSeconds(120));
        assertThat(result.values()).containsExactly(2.0, 4.0);
    }

    @Test
    void keepsSubMinuteTimesOnlyAtHighResolution() {
        metrics.putMetricData(request -> request.namespace("Shop")
                .metricData(
                        datum(minute.minusSeconds(50), 1).storageResolution(1).build(),
                        datum(minute.minusSeconds(40), 2).build()));

        var result = metrics.getMetricData(
                        query("Sum").metricDataQueries(lag("Sum", 10)).build())
                .metricDataResults()
                .getFirst();

        assertThat(result.timestamps()).containsExactly(minute.minusSeconds(50), minute.minusSeconds(60));
        assertThat(result.values()).containsExactly(1.0, 2.0);
    }

    @Test
    void takesValuesWithCountsAndSummaries() {
        metrics.putMetricData(request -> request.namespace("Shop")
                .metricData(
                        datum(minute.minusSeconds(60))
                                .values(1.0, 100.0)
                                .counts(9.0, 1.0)
                                .build(),
                        datum(minute.minusSeconds(120))
                                .statisticValues(set -> set.sampleCount(4.0)
                                        .sum(10.0)
                                        .minimum(1.0)
                                        .maximum(5.0))
                                .build()));

        assertThat(values("p90")).containsExactly(1.0);
        assertThat(values("p95")).containsExactly(100.0);
        assertThat(values("Average")).containsExactly(10.9, 2.5);
        assertThat(values("SampleCount")).containsExactly(10.0, 4.0);
        assertThat(values("Maximum")).containsExactly(100.0, 5.0);
        assertThat(values("Minimum")).containsExactly(1.0, 1.0);
    }

    @Test
    void pagesInTheMidstOfAMetric() {
        IntStream.rangeClosed(1, 5).forEach(i -> put(minute.minusSeconds(60L * i), i));
        var request = query("Sum").scanBy(ScanBy.TIMESTAMP_ASCENDING).maxDatapoints(2);

        var first = metrics.getMetricData(request.build());
        var all = metrics.getMetricDataPaginator(request.build()).stream()
                .flatMap(page -> page.metricDataResults().stream())
                .toList();

        assertThat(first.metricDataResults().getFirst().statusCode()).isEqualTo(StatusCode.PARTIAL_DATA);
        assertThat(all).extracting(MetricDataResult::statusCode).endsWith(StatusCode.COMPLETE);
        assertThat(all.stream().flatMap(result -> result.values().stream())).containsExactly(5.0, 4.0, 3.0, 2.0, 1.0);
    }

    @Test
    void answersAMetricThatDoesNotExistWithNoData() {
        var result =
                metrics.getMetricData(query("Sum").build()).metricDataResults().getFirst();

        assertThat(result.statusCode()).isEqualTo(StatusCode.COMPLETE);
        assertThat(result.values()).isEmpty();
    }

    @Test
    void answersStatisticsInNoOrder() {
        IntStream.rangeClosed(1, 9).forEach(i -> put(minute.minusSeconds(60L * i), i));

        var datapoints = metrics.getMetricStatistics(request -> request.namespace("Shop")
                        .metricName("Lag")
                        .dimensions(LAG.dimensions())
                        .period(60)
                        .startTime(minute.minusSeconds(600))
                        .endTime(minute)
                        .statistics(Statistic.SUM, Statistic.MAXIMUM))
                .datapoints();

        var times = datapoints.stream().map(Datapoint::timestamp).toList();
        assertThat(times)
                .hasSize(9)
                .doesNotHaveDuplicates()
                .isNotEqualTo(times.stream().sorted().toList());
        assertThat(datapoints).allSatisfy(point -> {
            assertThat(point.sum()).isEqualTo(point.maximum());
            assertThat(point.average()).isNull();
        });
    }

    @Test
    void listsMetricsByNamespaceNameAndDimension() {
        put(minute, 1);
        metrics.putMetricData(request -> request.namespace("Shop")
                .metricData(MetricDatum.builder().metricName("Other").value(1.0).build()));

        var byName = metrics.listMetrics(request -> request.namespace("Shop")
                .metricName("Lag")
                .dimensions(DimensionFilter.builder().name("Queue").build()));
        var ofOther = metrics.listMetrics(request -> request.namespace("Shop")
                .dimensions(
                        DimensionFilter.builder().name("Queue").value("returns").build()));

        assertThat(byName.metrics()).containsExactly(LAG);
        assertThat(ofOther.metrics()).isEmpty();
    }

    @Test
    void takesCompressedBodies() {
        var values =
                DoubleStream.iterate(0, value -> value + 1).limit(150).boxed().toList();
        var datum = datum(minute.minusSeconds(60)).values(values).build();

        metrics.putMetricData(request -> request.namespace("Shop")
                .metricData(IntStream.range(0, 30).mapToObj(i -> datum).toList()));

        assertThat(values("SampleCount")).containsExactly(4500.0);
    }

    @Test
    void refusesAsCloudWatchDoes() {
        var tooMany = IntStream.rangeClosed(0, 500)
                .mapToObj(i -> lag("Sum", 60).toBuilder().id("m" + i).build())
                .toList();

        assertThatThrownBy(() -> metrics.getMetricData(
                        query("Sum").metricDataQueries(tooMany).build()))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationError"));
        assertThatThrownBy(() -> metrics.getMetricData(
                        query("Sum").metricDataQueries(lag("Sum", 45)).build()))
                .hasMessageContaining("The value 45 for parameter MetricStat.Period is not supported.");
        assertThatThrownBy(() ->
                        metrics.getMetricData(query("Sum").nextToken("not ours").build()))
                .hasMessageContaining("The next token specified is invalid.");
        assertThatThrownBy(() -> put(minute, Double.NaN)).isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> put(minute.minus(15, ChronoUnit.DAYS), 1))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> metrics.putMetricData(request ->
                        request.namespace("AWS/ECS").metricData(datum(minute, 1).build())))
                .isInstanceOfSatisfying(
                        InvalidParameterValueException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidParameterValue"));
        assertThatThrownBy(() -> metrics.getMetricStatistics(request -> request.namespace("Shop")
                        .metricName("Lag")
                        .period(1)
                        .startTime(minute.minusSeconds(1441))
                        .endTime(minute)
                        .statistics(Statistic.SUM)))
                .isInstanceOf(InvalidParameterCombinationException.class);
    }

    private void put(Instant at, double value) {
        metrics.putMetricData(
                request -> request.namespace("Shop").metricData(datum(at, value).build()));
    }

    private List<Double> values(String statistic) {
        return metrics.getMetricData(query(statistic).build())
                .metricDataResults()
                .getFirst()
                .values();
    }

    private GetMetricDataRequest.Builder query(String statistic) {
        return GetMetricDataRequest.builder()
                .startTime(minute.minusSeconds(600))
                .endTime(minute)
                .metricDataQueries(lag(statistic, 60));
    }

    private static MetricDataQuery lag(String statistic, int period) {
        return MetricDataQuery.builder()
                .id("m1")
                .metricStat(stat -> stat.metric(LAG).period(period).stat(statistic))
                .build();
    }

    private static MetricDatum.Builder datum(Instant at, double value) {
        return datum(at).value(value);
    }

    private static MetricDatum.Builder datum(Instant at) {
        return MetricDatum.builder()
                .metricName("Lag")
                .dimensions(LAG.dimensions())
                .timestamp(at);
    }
}
