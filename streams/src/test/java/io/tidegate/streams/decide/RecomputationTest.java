package io.tidegate.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.Decision;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.streams.ClusterPolicies;
import io.tidegate.streams.Clusters;
import io.tidegate.streams.Files;
import io.tidegate.streams.Pipeline;
import io.tidegate.streams.Policies;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.decision.Events;
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
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
    void comesOutTheSameForDecisionsAboutClusters() {
        var decisions = new ArrayList<Decision>();
        decisions.addAll(clusterLife(ClusterPolicies.fit()));
        decisions.addAll(clusterLife(ClusterPolicies.reservation()));
        decisions.addAll(clusterLife(Files.policy()));

        var computed = decisions.stream()
                .filter(decision -> !Events.REASONS.contains(decision.getReason()))
                .toList();
        assertThat(computed).extracting(Decision::getReason).contains("OVERRIDE_PAUSED", "FILE_PROBLEM", "RESERVATION");
        assertThat(computed)
                .hasSizeGreaterThan(8)
                .allSatisfy(decision ->
                        assertThat(Recomputation.of(decision, "test")).isEqualTo(new Recomputation.Same()));
    }

    @Test
    void leavesALargerClusterOutThanARecordShouldCarryAndSaysSo() {
        try (var pipeline = new Pipeline()) {
            pipeline.apply(ClusterPolicies.fit());
            var cluster = Clusters.cluster();
            for (int i = 0; i < 4_000; i++) {
                cluster.instance("i-0123456789abcdef" + i, "web", 0);
            }
            pipeline.observe(ClusterPolicies.CLUSTER, cluster.between(0, 4_000).state());
            pipeline.advance(Duration.ofSeconds(1));

            assertThat(why(pipeline.decisions().getLast()))
                    .isEqualTo("its record does not hold what it was made from: more than 262144 bytes of a cluster");
        }
    }

    // A few minutes of a cluster that is seen with more tasks, then with fewer, and is paused for a while.
    private static List<Decision> clusterLife(Policy policy) {
        try (var pipeline = new Pipeline()) {
            pipeline.apply(policy);
            pipeline.advance(Duration.ofSeconds(1));
            for (int step = 0; step < 30; step++) {
                int tasks = step < 10 ? 4 : 2;
                pipeline.observe(
                        ClusterPolicies.CLUSTER,
                        Clusters.cluster()
                                .service("web", tasks, 2)
                                .between(1, 5)
                                .instance("i-1", "web", 2)
                                .instance("i-2", "web", 0)
                                .state());
                if (step == 15) {
                    var until = pipeline.now().plusSeconds(60);
                    pipeline.override(
                            ClusterPolicies.CLUSTER,
                            new OverrideEntry(
                                    ClusterPolicies.CLUSTER, true, true, null, "anna", "release", until, false));
                }
                pipeline.advance(Duration.ofSeconds(10));
            }
            return pipeline.decisions();
        }
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
