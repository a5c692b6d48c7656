package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.fault.Fault;
import io.tidegate.simulatedaws.load.Workload;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ecs.EcsClient;

class InProcessHttpTest {
    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(Instant.parse("2026-05-04T12:00:00Z"), 1));
    private final EcsClient ecs = EcsClient.builder()
            .httpClient(new InProcessHttp(cloud))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .overrideConfiguration(calls -> calls.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();

    InProcessHttpTest() {
        cloud.addService("ecs/demo/web", 3, Workload.ofRequests(10));
    }

    @AfterEach
    void close() {
        ecs.close();
    }

    @Test
    void answersTheSdkWithoutANetwork() {
        ecs.updateService(request -> request.cluster("demo").service("web").desiredCount(5));

        var described = ecs.describeServices(request -> request.cluster("demo").services("web"));

        assertThat(described.services())
                .singleElement()
                .satisfies(service -> assertThat(service.desiredCount()).isEqualTo(5));
        assertThat(cloud.effectiveMutations()).hasSize(1);
    }

    @Test
    void failsAtOnceWhenTheConnectionIsCut() {
        cloud.faults().ask("ecs.UpdateService", Fault.CUT_AFTER_EFFECT, 1);

        assertThatThrownBy(() -> ecs.updateService(
                        request -> request.cluster("demo").service("web").desiredCount(5)))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("connection cut");

        assertThat(cloud.effectiveMutations()).hasSize(1);
    }

    @Test
    void failsAtOnceWhenNobodyAnswers() {
        cloud.faults().ask("ecs.UpdateService", Fault.HUNG, 1);

        assertThatThrownBy(() -> ecs.updateService(
                        request -> request.cluster("demo").service("web").desiredCount(5)))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("no answer");

        assertThat(cloud.effectiveMutations()).isEmpty();
    }
}
