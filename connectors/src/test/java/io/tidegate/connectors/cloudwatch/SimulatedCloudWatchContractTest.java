package io.tidegate.connectors.cloudwatch;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.iam.IamPolicy;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

class SimulatedCloudWatchContractTest extends CloudWatchContract {
    private final LocalAws local = new LocalAws(IamPolicy.CONNECTORS);

    @AfterEach
    void close() {
        local.close();
    }

    @Override
    Function<GetMetricDataRequest, GetMetricDataResponse> api() {
        var client = local.clients().cloudWatch();
        return client::getMetricData;
    }

    @Override
    void put(String name, Instant at, double value) {
        var datum = MetricDatum.builder()
                .metricName(name)
                .dimensions(Dimension.builder().name("Queue").value("orders").build())
                .timestamp(at)
                .value(value)
                .build();
        local.allPowerful()
                .cloudWatch()
                .putMetricData(request -> request.namespace("Shop").metricData(datum));
    }
}
