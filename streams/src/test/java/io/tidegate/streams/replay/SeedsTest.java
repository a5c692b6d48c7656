package io.tidegate.streams.replay;

import static io.tidegate.streams.Policies.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.Snapshot;
import io.tidegate.streams.ClusterPolicies;
import io.tidegate.streams.Clusters;
import io.tidegate.streams.Files;
import io.tidegate.streams.Pipeline;
import io.tidegate.streams.Policies;
import io.tidegate.streams.decide.DecideSettings;
import io.tidegate.streams.decide.Held;
import io.tidegate.streams.policy.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots hold everything of a domain, and what lacks a record is none. */
class SeedsTest {
    private final Pipeline pipeline =
            new Pipeline(new DecideSettings(Duration.ofSeconds(1), Duration.ofMinutes(2), "test"));

    @AfterEach
    void close() {
        pipeline.close();
    }

    static List<Policy> policies() {
        return List.of(Policies.policy().atLeast("running", 1, 1).build(), ClusterPolicies.fit(), Files.policy());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void holdTheStateOfEveryKindOfTarget(Policy policy) {
        pipeline.apply(policy);
        pipeline.observe(
                ClusterPolicies.CLUSTER, Clusters.cluster().service("web", 2, 2).state());
        pipeline.observe(TARGET, 2, 2);
        pipeline.advance(Duration.ofMinutes(3));

        var seeds = seeds(snapshots());

        assertThat(seeds.all()).singleElement().satisfies(seed -> {
            assertThat(seed.domain()).isEqualTo(ClusterPolicies.CLUSTER);
            assertThat(seed.states())
                    .extracting(Held::target)
                    .containsExactly(policy.targets().getFirst().text());
        });
    }

    @Test
    void holdOverridesOfADomainThatNobodyDrives() {
        pipeline.advance(Duration.ofSeconds(1));
        override();
        pipeline.advance(Duration.ofMinutes(3));

        var seeds = seeds(snapshots());

        assertThat(seeds.all()).singleElement().satisfies(seed -> {
            assertThat(seed.states()).isEmpty();
            assertThat(seed.overridden()).hasValueSatisfying(overridden -> {
                assertThat(overridden.entries()).containsOnlyKeys(TARGET);
                assertThat(overridden.by()).isEqualTo("anna");
            });
        });
    }

    @Test
    void areNoneWithoutOneOfTheirRecords() {
        pipeline.apply(ClusterPolicies.fit());
        pipeline.advance(Duration.ofSeconds(1));
        override();
        pipeline.advance(Duration.ofMinutes(3));
        var snapshots = snapshots();

        var lacking = snapshots.stream()
                .filter(snapshot -> !(snapshot.getContent() instanceof Overrides))
                .toList();

        assertThat(seeds(snapshots).all()).hasSize(1);
        assertThat(seeds(lacking).all()).isEmpty();
    }

    private void override() {
        pipeline.override(
                ClusterPolicies.CLUSTER,
                new OverrideEntry(
                        TARGET,
                        true,
                        false,
                        null,
                        "anna",
                        "release",
                        pipeline.now().plusSeconds(3600),
                        false));
    }

    private List<Snapshot> snapshots() {
        return pipeline.read(pipeline.decide, pipeline.topics.snapshots(), Snapshot.class);
    }

    private static Seeds seeds(List<Snapshot> snapshots) {
        var seeds = new Seeds(_ -> true);
        snapshots.forEach(seeds::add);
        return seeds;
    }
}
