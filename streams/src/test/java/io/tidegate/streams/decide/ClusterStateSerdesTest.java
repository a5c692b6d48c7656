package io.tidegate.streams.decide;

import static io.tidegate.streams.ClusterPolicies.CLUSTER;
import static io.tidegate.streams.Clusters.cluster;
import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.ClusterTargetState;
import io.tidegate.schemas.topic.GeneratedClasses;
import io.tidegate.streams.ClusterPolicies;
import io.tidegate.streams.Files;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.ObservedCluster.Instance;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Port;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.journal.ObservedCluster.Workload;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.ClusterPolicy.Reservation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A cluster's state that was observed and has orders on their way comes back from its bytes as it was. */
class ClusterStateSerdesTest {
    private final Journal journal = new Journal();

    static {
        GeneratedClasses.trust();
    }

    @Test
    void losesNothingOfAClusterThatDrainsTerminatesAndWaitsForAService() throws IOException {
        var gpu = Optional.of(new Resources(1, 2, 3, new TreeSet<>(Set.of(new Port(80, "tcp"), new Port(53, "udp")))));
        var odd = new Instance(
                "i-9",
                "arn/i-9",
                "REGISTERING",
                false,
                gpu,
                Optional.empty(),
                2,
                1,
                new TreeMap<>(Map.of("x", 3)),
                true,
                true);
        journal.policy(policy().atLeast("running", 1, 2).build())
                .policy(ClusterPolicies.of("instances", new Reservation(80, 1, 10, Duration.ofMinutes(1))))
                .service("web", 2, 2)
                .cluster(cluster()
                        .service("web", 2, 2)
                        .workload(new Workload("x", Kind.UNKNOWN, "DRAINING", 1, 0, false, gpu))
                        .workload(new Workload("y", Kind.DAEMON, "ACTIVE", 0, 0, true, Optional.empty()))
                        .instance("i-1", "web", 2)
                        .draining("i-2", "web", 0)
                        .instance(odd)
                        .managed(false, false)
                        .build())
                .paused(CLUSTER, false, true, 3)
                .after(1)
                .after(3)
                .after(1);
        var commands = journal.commands();
        journal.settled(commands.getFirst(), Result.APPLIED).settled(commands.getLast(), Result.APPLIED);
        var held = journal.states().get(CLUSTER);

        assertThat(held).isInstanceOfSatisfying(Held.Cluster.class, cluster -> {
            assertThat(cluster.state().facts().wants()).isNotEmpty();
            assertThat(cluster.state().actions().orders().isEmpty()).isFalse();
        });
        assertThat(roundTrip(held)).isEqualTo(held);
    }

    @Test
    void losesNothingOfAFileThatHasJustRun() throws IOException {
        var policy = Files.policy();
        var selector = policy.metrics().getFirst().selector();
        var start = PartialPane.startOf(journal.now(), Duration.ofMinutes(1)).minusSeconds(240);
        var pane = new PartialPane(start, Duration.ofMinutes(1), 0, 1, new Aggregate(1, 90, 90, 90, 90, start), 0);
        journal.policy(policy)
                .cluster(cluster()
                        .service("web", 2, 2)
                        .between(0, 9)
                        .instance("i-1", "web", 2)
                        .draining("i-2", "web", 0)
                        .build())
                .apply(new Input.Measured(SeriesId.of(selector.name(), selector.dimensions()), pane, List.of(CLUSTER)))
                .after(1)
                .paused(CLUSTER, true, true, 60);
        journal.settled(journal.commands().getFirst(), Result.APPLIED);
        var held = journal.states().get(CLUSTER);

        assertThat(held).isInstanceOfSatisfying(Held.File.class, file -> {
            assertThat(file.state().orders().all()).hasSize(4);
            assertThat(file.state().series()).hasSize(1);
            assertThat(file.state().lastRun()).isNotNull();
        });
        assertThat(roundTrip(held)).isEqualTo(held);
    }

    private static Held roundTrip(@Nullable Held held) throws IOException {
        var bytes = ClusterTargetState.getEncoder()
                .encode((ClusterTargetState) HeldSerdes.toAvro(Objects.requireNonNull(held)));
        return HeldSerdes.fromAvro(ClusterTargetState.getDecoder().decode(bytes));
    }
}
