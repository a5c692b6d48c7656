package io.tidegate.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.OverrideEntry;
import io.tidegate.streams.ClusterPolicies;
import io.tidegate.streams.Clusters;
import io.tidegate.streams.Pipeline;
import io.tidegate.streams.Policies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Object stores lean on an internal call of Kafka Streams before each commit; this notices when it does not come. */
class CommitTest {
    private static final String TARGET = "ecs/demo/web";

    @Test
    void bringsChangedStatesAndTheClockIntoTheirChangelogs() {
        try (var pipeline = new Pipeline()) {
            pipeline.apply(Policies.policy()
                    .named("web")
                    .targets(TARGET)
                    .metric("load", false)
                    .tracking("load", 50)
                    .build());

            pipeline.observe(TARGET, 2, 2);
            pipeline.advance(Duration.ofSeconds(2));

            assertThat(changelogKeys(pipeline, DecideTopology.STATES)).contains(TARGET);
            assertThat(changelogKeys(pipeline, DecideTopology.CLOCK)).contains("clock");
        }
    }

    @Test
    void bringsClustersAndOverridesIntoTheirChangelogs() {
        try (var pipeline = new Pipeline()) {
            pipeline.apply(ClusterPolicies.fit());
            pipeline.override(
                    ClusterPolicies.CLUSTER,
                    new OverrideEntry(
                            TARGET,
                            true,
                            false,
                            null,
                            "anna",
                            "release",
                            pipeline.now().plusSeconds(60),
                            false));

            pipeline.observe(ClusterPolicies.CLUSTER, Clusters.cluster().state());
            pipeline.advance(Duration.ofSeconds(2));

            assertThat(changelogKeys(pipeline, DecideTopology.CLUSTERS)).containsExactly(ClusterPolicies.CLUSTER);
            assertThat(changelogKeys(pipeline, DecideTopology.OVERRIDES)).containsExactly(ClusterPolicies.CLUSTER);
        }
    }

    private static SortedSet<String> changelogKeys(Pipeline pipeline, String store) {
        var keys = new TreeSet<String>();
        pipeline.decide
                .createOutputTopic(
                        "decide-" + store + "-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .forEach(record -> keys.add(new String(record.key(), StandardCharsets.UTF_8)));
        return keys;
    }
}
