package io.tidegate.streams.decide;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Clusters;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.policy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is observed of a cluster's instances reaches the targets of its domain that ask for it. */
class InstancesTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void keepsATaskForEachInstanceButOne() {
        var partition = new JournalPartition(new TargetStates.InMemory(), Duration.ofHours(1));
        var spare = policy().rule(new Rule.NPlusOne("spare", 1, 1)).build();
        partition.apply(
                "cluster/demo", new Input.PolicyChanged("web", List.of("ecs/demo/web"), List.of(), Optional.of(spare)));
        partition.apply(
                "cluster/demo",
                new Input.Observed("ecs/demo/web", NOON, new Observation.Service("ACTIVE", 2, 2, 0, false)));

        partition.apply("cluster/demo", new Input.Observed("cluster/demo", NOON, sixInstances()));
        var results = partition.apply("cluster/demo", new Input.Ticked(NOON.plusSeconds(1)));

        assertThat(results)
                .filteredOn(result -> result instanceof JournalPartition.Result.Emitted(Commanded _))
                .singleElement()
                .extracting(result -> ((Commanded) ((JournalPartition.Result.Emitted) result).output()).change())
                .isEqualTo(3);
    }

    private static Observation sixInstances() {
        var cluster = Clusters.cluster().withoutGroup();
        for (int i = 1; i <= 6; i++) {
            cluster.instance("i-" + i, "web", 0);
        }
        return new Observation.Cluster(cluster.draining("i-7", "web", 0).build());
    }
}
