package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.simulatedaws.fault.Fault;
import io.tidegate.simulatedaws.fault.FaultRates;
import io.tidegate.simulatedaws.load.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

class FaultTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String WEB = "ecs/shop/web";

    @Test
    void throttlesAtTheRateAndWithoutEffect() {
        var cloud = cloud(new FaultRates(0.2, 0, 0, 0));

        var throttled = IntStream.range(0, 1_000)
                .filter(i ->
                        Calls.response(Calls.updateService(cloud, "web", i)).status() == 400)
                .count();

        assertThat(throttled).isBetween(150L, 250L);
        assertThat(cloud.callCounts().throttled()).containsEntry("ecs.UpdateService", throttled);
        assertThat(cloud.effectiveMutations()).hasSize((int) (1_000 - throttled));
    }

    @Test
    void anOperationCanHaveRatesOfItsOwn() {
        var cloud = cloud(FaultRates.CALM);
        cloud.faults().setRates("ecs.UpdateService", new FaultRates(0, 1, 0, 0));

        var update = Calls.response(Calls.updateService(cloud, "web", 9));
        var register = Calls.response(Calls.registerScalableTarget(cloud, "web", 1, 9));

        assertThat(update.status()).isEqualTo(500);
        assertThat(update.body().asUtf8String()).contains("ServerException");
        assertThat(register.status()).isEqualTo(200);
    }

    @Test
    void faultsThatWereAskedForComeInOrderAndThenNoMore() {
        var cloud = cloud(FaultRates.CALM);
        cloud.faults().ask("ecs.UpdateService", Fault.HUNG, 1);
        cloud.faults().ask("ecs.UpdateService", Fault.CUT_AFTER_EFFECT, 1);

        var hung = Calls.updateService(cloud, "web", 8);
        var afterHung = cloud.service(WEB).orElseThrow().desired();
        var cut = Calls.updateService(cloud, "web", 9);
        var afterCut = cloud.service(WEB).orElseThrow().desired();
        var well = Calls.updateService(cloud, "web", 10);

        assertThat(hung).isEqualTo(new Answer.Silence());
        assertThat(afterHung).isEqualTo(2);
        assertThat(cut).isEqualTo(new Answer.Cut());
        assertThat(afterCut).isEqualTo(9);
        assertThat(Calls.response(well).status()).isEqualTo(200);
        assertThat(cloud.callCounts().failed()).containsEntry("ecs.UpdateService", 2L);
    }

    @Test
    void refusesTheCallsThatSayWhatTheyAreToBeRefusedFor() {
        var cloud = cloud(FaultRates.CALM);
        cloud.addService("ecs/shop/api", 2, Workload.ofRequests(100));
        cloud.faults().refuse("ecs.UpdateService", "\"api\"", "AccessDeniedException");

        var refused = Calls.response(Calls.updateService(cloud, "api", 9));
        var other = Calls.response(Calls.updateService(cloud, "web", 9));
        var again = Calls.response(Calls.updateService(cloud, "api", 9));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().asUtf8String()).contains("AccessDeniedException");
        assertThat(other.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(400);
        assertThat(cloud.effectiveMutations()).hasSize(1);
    }

    @Test
    void clientsSeeEachFaultAsAwsWouldShowIt() throws Exception {
        try (var aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
                var ecs = Clients.client(EcsClient.builder(), aws.endpoint())) {
            aws.tell(cloud -> {
                cloud.addService(WEB, 2, Workload.ofRequests(1));
                cloud.faults().ask("ecs.UpdateService", Fault.THROTTLED, 1);
                cloud.faults().ask("ecs.UpdateService", Fault.FAILED, 1);
                cloud.faults().ask("ecs.UpdateService", Fault.CUT_AFTER_EFFECT, 1);
                cloud.faults().ask("ecs.UpdateService", Fault.HUNG, 1);
            });

            assertThatThrownBy(() -> update(ecs, 3))
                    .isInstanceOfSatisfying(
                            EcsException.class,
                            throttled -> assertThat(throttled.isThrottlingException())
                                    .isTrue());
            assertThatThrownBy(() -> update(ecs, 4))
                    .isInstanceOfSatisfying(
                            EcsException.class,
                            failed -> assertThat(failed.statusCode()).isEqualTo(500));
            assertThatThrownBy(() -> update(ecs, 5)).isInstanceOf(SdkClientException.class);
            assertThat(aws.ask(cloud -> cloud.service(WEB)).orElseThrow().desired())
                    .isEqualTo(5);
            assertThatThrownBy(() -> ecs.updateService(desired(6)
                            .overrideConfiguration(config -> config.apiCallTimeout(Duration.ofMillis(300)))
                            .build()))
                    .isInstanceOf(ApiCallTimeoutException.class);
            assertThat(aws.ask(cloud -> cloud.service(WEB)).orElseThrow().desired())
                    .isEqualTo(5);
        }
    }

    @Test
    void refusesRatesThatAreNoShares() {
        assertThatThrownBy(() -> new FaultRates(0.6, 0.6, 0, 0))
                .hasMessageStartingWith("fault rates must be 0 or more and at most 1 together, were throttled 0.6");
        assertThatThrownBy(() -> new FaultRates(0, 0, -0.1, 0))
                .hasMessageStartingWith("fault rates must be 0 or more and at most 1 together");
    }

    private static void update(EcsClient ecs, int desired) {
        ecs.updateService(desired(desired).build());
    }

    private static UpdateServiceRequest.Builder desired(int count) {
        return UpdateServiceRequest.builder().cluster("shop").service("web").desiredCount(count);
    }

    private static SimulatedCloud cloud(FaultRates rates) {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1).withFaults(rates));
        cloud.addService(WEB, 2, Workload.ofRequests(1));
        return cloud;
    }
}
