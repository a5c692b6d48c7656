package io.tidegate.connectors.cloudwatch;

import java.time.Instant;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;

class FakeCloudWatchContractTest extends CloudWatchContract {
    private final FakeCloudWatch fake = new FakeCloudWatch();

    @Override
    Function<GetMetricDataRequest, GetMetricDataResponse> api() {
        return fake;
    }

    @Override
    void put(String name, Instant at, double value) {
        fake.put(name, at, value);
    }
}
