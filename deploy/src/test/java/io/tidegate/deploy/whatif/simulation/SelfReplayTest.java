package io.tidegate.deploy.whatif.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.report.WhatIf;
import io.tidegate.deploy.whatif.simulation.World.Laws;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How far off the simulation is from services whose journal is all that it knows of them. */
class SelfReplayTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration SHORT_DAY = Duration.ofHours(6);
    private static final CapacityPolicy POLICY = Policies.tracking(60);

    // In percent of one unit: two waves, the shorter one of which a start of a minute can just follow.
    private static double load(double second) {
        return 700 + 400 * Math.sin(second * 2 * Math.PI / 21_600) + 150 * Math.sin(second * 2 * Math.PI / 1_800);
    }

    private static double linear(double each) {
        return Math.min(100, each);
    }

    private static double bent(double each) {
        return 100 * (1 - Math.exp(-each / 65));
    }

    private static double uniform(Random chance) {
        return 45 + 45 * chance.nextDouble();
    }

    private static WhatIf replayed(Laws laws) {
        var settings = Trial.Settings.usual(7, true);
        var variants = List.of(new Variant("new", List.of(POLICY)), Variant.recorded("ran"));
        var past = new World(POLICY, 14, laws).live(START, SHORT_DAY);
        return new Trial(variants, Optional.of("ran"), settings).on(past);
    }

    private static double error(WhatIf outcome) {
        return outcome.honesty().selfReplayError().orElseThrow();
    }

    // The one that 95 % of what is known are within.
    private static double errorOfDemand(WhatIf outcome) {
        return outcome.targets().getFirst().demand().stream()
                .filter(found -> !found.censored())
                .mapToDouble(found -> {
                    double there = load(Duration.between(START, found.at()).toSeconds() + 5.0);
                    return Math.abs(found.load() - there) / there;
                })
                .sorted()
                .skip((long) (0.95 * outcome.targets().getFirst().demand().size()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isNearlyRightAboutAServiceAsItModelsThem() {
        var outcome = replayed(new Laws(SelfReplayTest::load, SelfReplayTest::linear, SelfReplayTest::uniform, 0, 0));

        assertThat(error(outcome)).isLessThan(0.01);
        assertThat(errorOfDemand(outcome)).isLessThan(0.002);
    }

    @Test
    void learnsFromTheJournalHowLongAStartTakes() {
        var outcome = replayed(new Laws(SelfReplayTest::load, SelfReplayTest::linear, SelfReplayTest::uniform, 0, 0));

        assertThat(outcome.honesty().assumptions())
                .anySatisfy(said -> assertThat(said)
                        .startsWith("ecs/demo/web: a start takes 4")
                        .contains("seen "));
    }

    @Test
    void tellsHowFarItIsOffWhenStartsWaitForOneAnother() {
        // One in twenty takes several minutes, and none begins within 20 seconds of another.
        var outcome = replayed(new Laws(
                SelfReplayTest::load,
                SelfReplayTest::linear,
                chance -> 20 * Math.exp(0.8 * chance.nextGaussian()),
                20,
                0));

        assertThat(error(outcome)).isBetween(0.01, 0.06);
    }

    @Test
    void tellsHowFarItIsOffWhenUtilizationIsNotLinear() {
        var outcome = replayed(new Laws(SelfReplayTest::load, SelfReplayTest::bent, SelfReplayTest::uniform, 0, 0));

        assertThat(error(outcome)).isBetween(0.001, 0.02);
    }

    @Test
    void tellsHowFarItIsOffWhenReadingsHaveNoiseThatStays() {
        var outcome =
                replayed(new Laws(SelfReplayTest::load, SelfReplayTest::linear, SelfReplayTest::uniform, 0, 0.03));

        assertThat(error(outcome)).isBetween(0.001, 0.02);
        assertThat(outcome.honesty().censoredShare()).isCloseTo(0, within(0.05));
    }
}
