package io.tidegate.deploy.whatif.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlantEstimateTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final String WEB = "ecs/demo/web";
    private static final String API = "ecs/demo/api";
    private static final String WORKERS = "asg/workers";

    private final PlantEstimate estimate = new PlantEstimate(List.of(WEB, API, WORKERS));

    private void seen(String target, int second, int desired, int running) {
        service(target, second, desired, running, false);
    }

    private void service(String target, int second, int desired, int running, boolean deploys) {
        var at = START.plusSeconds(second);
        var service = new Observation.Service("ACTIVE", desired, running, 0, deploys);
        estimate.take(at.toEpochMilli(), new Input.Observed(target, at, service));
    }

    private void applied(String target, int second) {
        var at = START.plusSeconds(second);
        estimate.take(at.toEpochMilli(), new Input.Settled(target, "c", Input.Result.APPLIED, at));
    }

    // Five starts, seen to be ordered at 12 s and to run at 40 s, both in the middle between two looks.
    private void fiveStarts(String target) {
        seen(target, 10, 2, 2);
        seen(target, 14, 7, 2);
        seen(target, 38, 7, 2);
        seen(target, 42, 7, 7);
    }

    @Test
    void countsFromTheMiddleBetweenTwoLooksToThatOfTwoOthers() {
        fiveStarts(WEB);

        assertThat(estimate.of(WEB).startup().sorted()).hasSize(5).containsOnly(Duration.ofSeconds(28));
        assertThat(estimate.of(WEB).startup().origin()).isEqualTo("seen 5 times");
        assertThat(estimate.of(WEB).stopping()).isEqualTo(Plant.ASSUMED.stopping());
    }

    @Test
    void countsFromTheMomentThatAwsTookTheCommandWhereItIsKnown() {
        seen(WEB, 10, 2, 2);
        applied(WEB, 11);
        seen(WEB, 14, 7, 2);
        seen(WEB, 38, 7, 2);
        seen(WEB, 42, 7, 7);

        assertThat(estimate.of(WEB).startup().sorted()).containsOnly(Duration.ofSeconds(29));
    }

    @Test
    void takesATargetOfWhichLittleWasSeenForOneOfItsKind() {
        fiveStarts(WEB);

        assertThat(estimate.of(API).startup().origin()).isEqualTo("seen 5 times at all targets of the kind");
        assertThat(estimate.of(API).startup().sorted()).containsOnly(Duration.ofSeconds(28));
        assertThat(estimate.of(WORKERS)).isEqualTo(Plant.ASSUMED);
    }

    @Test
    void knowsNothingFromDeploymentsAndFromWhatComesTooLate() {
        seen(WEB, 10, 2, 2);
        seen(WEB, 14, 7, 2);
        service(WEB, 18, 7, 2, true);
        seen(WEB, 42, 7, 7);
        seen(API, 10, 2, 2);
        seen(API, 14, 7, 2);
        seen(API, 4_000, 7, 7);

        assertThat(estimate.of(WEB)).isEqualTo(Plant.ASSUMED);
        assertThat(estimate.of(API)).isEqualTo(Plant.ASSUMED);
    }

    @Test
    void leavesOutStartsThatWereCalledOff() {
        seen(WEB, 10, 2, 2);
        seen(WEB, 14, 7, 2);
        seen(WEB, 18, 2, 2);
        seen(WEB, 42, 2, 2);

        assertThat(estimate.of(WEB)).isEqualTo(Plant.ASSUMED);
    }

    @Test
    void knowsHowLongAnEndTakes() {
        seen(WEB, 10, 7, 7);
        seen(WEB, 14, 2, 7);
        seen(WEB, 20, 2, 7);
        seen(WEB, 24, 2, 2);

        assertThat(estimate.of(WEB).stopping().sorted()).hasSize(5).containsOnly(Duration.ofSeconds(10));
    }

    @Test
    void saysMoreOfPeopleThanOfThePast() {
        fiveStarts(WEB);

        var plant = estimate.of(WEB).but(Optional.of(Duration.ofSeconds(3)), Optional.empty());

        assertThat(plant.startup()).hasToString("3s (given)");
        assertThat(plant.stopping()).hasToString("30s (assumed)");
    }
}
