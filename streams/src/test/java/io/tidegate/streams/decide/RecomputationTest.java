package io.tidegate.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.Decision;
import io.tidegate.schemas.MetricSample;
import io.tidegate.streams.Pipeline;
import io.tidegate.streams.Policies;
import io.tidegate.streams.capacity.CapacityDecider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecomputationTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void comesOutTheSameForEveryDecisionOfALife(long seed) {
        var decisions = life(seed);

        assertThat(decisions).hasSizeGreaterThan(5);
        assertThat(decisions)
                .allSatisfy(decision ->
                        assertThat(Recomputation.of(decision, "test")).isEqualTo(new Recomputation.Same()));
    }

    @Test
    void namesWhatIsNotAsItWasRecorded() {
        var changed = Decision.newBuilder(life(1).getLast()).setDesired(99).build();

        assertThat(Recomputation.of(changed, "test"))
                .asInstanceOf(InstanceOfAssertFactories.type(Recomputation.Different.class))
                .satisfies(different -> assertThat(different.fields())
                        .singleElement()
                        .asString()
                        .startsWith("desired: 99, now "));
    }

    @Test
    void refusesADecisionOfAnotherDecider() {
        var older = Decision.newBuilder(life(1).getLast())
                .setDeciderVersion(CapacityDecider.VERSION - 1)
                .build();

        assertThat(why(older)).startsWith("it was made by decider version " + (CapacityDecider.VERSION - 1));
    }

    @Test
    void saysThatAnEventWasNotComputed() {
        try (var pipeline = new Pipeline()) {
            pipeline.apply(
                    Policies.policy().metric("load", true).tracking("load", 50).build());
            pipeline.observe(Policies.TARGET, 2, 2);
            pipeline.advance(Duration.ofSeconds(2));
            pipeline.delete("web");

            assertThat(why(pipeline.decisions().getLast()))
                    .isEqualTo("it notes an event, and nothing was computed for it");
        }
    }

    @Test
    void leavesMorePanesOutThanARecordShouldCarryAndSaysSo() {
        try (var pipeline = new Pipeline()) {
            pipeline.apply(
                    Policies.policy().metric("load", false).tracking("load", 50).build());
            for (int series = 0; series < 300; series++) {
                pipeline.sample(MetricSample.newBuilder()
                        .setName("load")
                        .setDimensions(Map.of("host", "h" + series))
                        .setAt(pipeline.now())
                        .setValue(100.0)
                        .build());
            }
            pipeline.observe(Policies.TARGET, 2, 2);
            pipeline.advance(Duration.ofSeconds(12));

            assertThat(why(pipeline.decisions().getLast()))
                    .isEqualTo("its record does not hold what it was made from: more than 16384 bytes of panes");
        }
    }

    private static String why(Decision decision) {
        return assertThat(Recomputation.of(decision, "test"))
                .asInstanceOf(InstanceOfAssertFactories.type(Recomputation.Impossible.class))
                .actual()
                .why();
    }

    // Five minutes of one service under an early metric, with cooldowns and loads up and down.
    private static List<Decision> life(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (var pipeline = new Pipeline()) {
            pipeline.apply(Policies.policy()
                    .metric("load", true)
                    .tracking("load", 50)
                    .cooldown(10, 20)
                    .build());
            for (int step = 0; step < 60; step++) {
                int capacity = 1 + random.nextInt(10);
                pipeline.observe(Policies.TARGET, capacity, capacity);
                pipeline.sample(MetricSample.newBuilder()
                        .setName("load")
                        .setAt(pipeline.now())
                        .setValue(random.nextDouble() * 100)
                        .build());
                pipeline.advance(Duration.ofSeconds(5));
            }
            return pipeline.decisions();
        }
    }
}
