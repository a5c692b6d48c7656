package io.tidegate.deploy.whatif.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.report.Stand;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.deploy.whatif.report.WhatIfJson;
import io.tidegate.deploy.whatif.simulation.World.Housing;
import io.tidegate.deploy.whatif.simulation.World.Laws;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A service whose tasks wait for instances that take five minutes to come: four tasks fit on one. */
class HousedServiceTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final CapacityPolicy POLICY = Policies.tracking(60);
    private static final Laws LAWS = new Laws(
            HousedServiceTest::load, each -> Math.min(100, each), chance -> 45 + 45 * chance.nextDouble(), 0, 0);

    private static double load(double second) {
        return 700 + 400 * Math.sin(second * 2 * Math.PI / 21_600) + 150 * Math.sin(second * 2 * Math.PI / 1_800);
    }

    private static WhatIf simulated(boolean told, int target) {
        var settings = Trial.Settings.usual(7, true);
        var variants = List.of(new Variant("new", List.of(Policies.tracking(target))), Variant.recorded("ran"));
        var past = new World(POLICY, 14, LAWS, new Housing(4, 300, told, Optional.empty()))
                .live(START, Duration.ofHours(6));
        return new Trial(variants, Optional.of("ran"), settings).on(past);
    }

    private static double error(WhatIf outcome) {
        return outcome.honesty().selfReplayError().orElseThrow();
    }

    @Test
    void aJournalThatTellsTheInstancesMakesTheSimulationRight() {
        double told = error(simulated(true, 60));
        double untold = error(simulated(false, 60));

        assertThat(told).isLessThan(0.01);
        assertThat(untold).isGreaterThan(1.5 * told);
    }

    @Test
    void aStartIsLearnedWithoutTheWaitForAnInstance() {
        assertThat(simulated(true, 60).honesty().assumptions())
                .anySatisfy(said -> assertThat(said)
                        .startsWith("ecs/demo/web: a start takes")
                        .contains(" to 90s,"));
        assertThat(simulated(false, 60).honesty().assumptions())
                .noneSatisfy(said -> assertThat(said).contains(" to 90s,"));
    }

    @Test
    void aPolicyThatWantsMoreTasksThanThereWasRoomForDoesNotGetThem() {
        var stands = simulated(true, 30).targets().getFirst().course("new").stands();

        assertThat(stands.stream().mapToInt(Stand::desired).max().orElseThrow()).isEqualTo(40);
        assertThat(stands.stream().mapToInt(Stand::running).max().orElseThrow()).isBetween(20, 28);
    }

    @Test
    void theReportSaysThatInstancesAreThoseOnRecord() {
        assertThat(simulated(true, 60).honesty().assumptions())
                .anySatisfy(said -> assertThat(said).startsWith("cluster/demo: its instances come"));
        assertThat(simulated(false, 60).honesty().assumptions())
                .noneSatisfy(said -> assertThat(said).startsWith("cluster/demo"));
    }

    @Test
    void theSameInputsGiveTheSameReport() {
        assertThat(WhatIfJson.of(simulated(true, 40))).isEqualTo(WhatIfJson.of(simulated(true, 40)));
    }
}
