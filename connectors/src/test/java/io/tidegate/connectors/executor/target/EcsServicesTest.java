package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.Order.SetCapacity;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.EcsService;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.EcsResponseMetadata;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

class EcsServicesTest {
    private static final EcsService WEB = new EcsService(Place.DEFAULT, "demo", "web");
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Client client = new Client();
    private final EcsServices services = new EcsServices(client, TIMEOUT);

    @Test
    void setsTheCapacityAndNothingElse() {
        var requestId = services.apply(WEB, new SetCapacity(5));

        assertThat(requestId).isEqualTo("r-1");
        var request = client.updates.getFirst();
        // Lists that were never set are empty ones of the SDK's own kind, which are not sent.
        assertThat(request.sdkFields())
                .filteredOn(field -> field.getValueOrDefault(request) != null)
                .filteredOn(field -> !(field.getValueOrDefault(request) instanceof SdkAutoConstructList))
                .extracting(SdkField::locationName)
                .containsExactlyInAnyOrder("cluster", "service", "desiredCount");
        assertThat(request.desiredCount()).isEqualTo(5);
        assertThat(request.overrideConfiguration().orElseThrow().apiCallTimeout())
                .contains(TIMEOUT);
    }

    @Test
    void showsThatAServiceIsBeingDrained() {
        assertThat(services.observe(WEB)).isEqualTo(new Observed.Inactive("DRAINING"));
    }

    /** Remembers what it is asked. */
    private static final class Client implements EcsClient {
        private final List<UpdateServiceRequest> updates = new ArrayList<>();

        @Override
        public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
            return DescribeServicesResponse.builder()
                    .services(Service.builder()
                            .serviceName("web")
                            .status("DRAINING")
                            .desiredCount(0)
                            .build())
                    .build();
        }

        @Override
        public UpdateServiceResponse updateService(UpdateServiceRequest request) {
            updates.add(request);
            var metadata =
                    EcsResponseMetadata.create(DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", "r-1")));
            return (UpdateServiceResponse)
                    UpdateServiceResponse.builder().responseMetadata(metadata).build();
        }

        @Override
        public String serviceName() {
            return "ecs";
        }

        @Override
        public void close() {}
    }
}
