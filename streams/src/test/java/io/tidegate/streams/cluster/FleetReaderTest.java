package io.tidegate.streams.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Clusters;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Port;
import io.tidegate.streams.policy.Bounds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS tells of a cluster, as a fleet. */
class FleetReaderTest {
    private static final Optional<ObservedCluster.Resources> SIZE = Optional.of(ObservedCluster.Resources.of(500, 500));

    @Test
    void takesTheGroupAndTheShapeOfANewInstance() {
        var fleet =
                fleet(Clusters.cluster().instance("i-1", "web", 0).launching(2).between(1, 7));

        assertThat(fleet.group()).isEqualTo(new ScalingGroup("demo", 1, 7, 3, 2, Resources.of(1000, 1000)));
    }

    @Test
    void takesWhatTheCapacityProviderDoesByItself() {
        assertThat(fleet(Clusters.cluster().managed(true, false)).management())
                .isEqualTo(new Management("capacity", true, false));
        assertThat(fleet(Clusters.cluster()).management()).isEqualTo(Management.NONE);
    }

    @ParameterizedTest(name = "{0} {1}, on instances {2}")
    @CsvSource({
        "REPLICA,    ACTIVE,   true,  SERVICE",
        "DAEMON,     ACTIVE,   true,  DAEMON",
        "STANDALONE, ACTIVE,   true,  STANDALONE",
        "UNKNOWN,    ACTIVE,   true,  STANDALONE",
        "REPLICA,    DRAINING, true,  ",
        "REPLICA,    INACTIVE, true,  ",
        "REPLICA,    ACTIVE,   false, ",
    })
    void takesWorkloadsThatWantInstances(Kind kind, String status, boolean onInstances, Workload.Kind expected) {
        var workload = new ObservedCluster.Workload("some", kind, status, 3, 2, onInstances, SIZE);

        var fleet = fleet(Clusters.cluster().workload(workload));

        assertThat(fleet.workloads())
                .isEqualTo(
                        expected == null
                                ? List.of()
                                : List.of(new Workload("some", Resources.of(500, 500), 3, expected)));
    }

    @Test
    void takesPortsAndGpus() {
        var ports = new TreeSet<>(Set.of(new Port(80, "tcp"), new Port(53, "udp")));
        var task = Optional.of(new ObservedCluster.Resources(1, 2, 3, ports));

        var fleet = fleet(Clusters.cluster()
                .workload(new ObservedCluster.Workload("dns", Kind.REPLICA, "ACTIVE", 1, 0, true, task)));

        assertThat(fleet.workloads().getFirst().task())
                .isEqualTo(new Resources(1, 2, 3, new TreeSet<>(Set.of(HostPort.tcp(80), new HostPort(53, true)))));
    }

    @Test
    void namesWorkloadsOfUnknownSizeThatAreWanted() {
        var wanted = new ObservedCluster.Workload("wanted", Kind.REPLICA, "ACTIVE", 1, 0, true, Optional.empty());
        var idle = new ObservedCluster.Workload("idle", Kind.REPLICA, "ACTIVE", 0, 0, true, Optional.empty());

        var fleet = fleet(Clusters.cluster().workload(wanted).workload(idle));

        assertThat(fleet.unsized()).containsExactly("wanted");
    }

    @Test
    void countsTasksOfNoWorkloadAsSomeThatNobodyReplaces() {
        var gone = new ObservedCluster.Workload("gone", Kind.REPLICA, "DRAINING", 0, 2, true, SIZE);

        var fleet = fleet(Clusters.cluster().workload(gone).draining("i-1", "gone", 2));

        assertThat(fleet.isEmpty(fleet.instances().getFirst())).isFalse();
        assertThat(fleet.workloads())
                .containsExactly(new Workload("gone", Resources.NONE, 2, Workload.Kind.STANDALONE));
    }

    @Test
    void takesNoInstanceForEmptyThatRunsMoreThanIsListed() {
        var fleet = fleet(Clusters.cluster().instance(instance("DRAINING", SIZE, 1, 1)));

        assertThat(fleet.isEmpty(fleet.instances().getFirst())).isFalse();
        assertThat(FitPlanner.finished(fleet, new Bounds(0, 9))).isEmpty();
    }

    @Test
    void takesAnInstanceThatTellsNothingOfItsRoomForNone() {
        var fleet = fleet(Clusters.cluster().instance(instance("ACTIVE", Optional.empty(), 0, 0)));

        assertThat(fleet.instances().getFirst().status()).isEqualTo(Instance.Status.OTHER);
    }

    @Test
    void takesRoomBelowZeroForNone() {
        var fleet = fleet(Clusters.cluster()
                .instance(instance("ACTIVE", Optional.of(ObservedCluster.Resources.of(-5, 300)), 0, 0)));

        assertThat(fleet.instances().getFirst().room()).isEqualTo(Resources.of(0, 300));
    }

    private static ObservedCluster.Instance instance(
            String status, Optional<ObservedCluster.Resources> remaining, int running, int pending) {
        return new ObservedCluster.Instance(
                "i-1", "arn/i-1", status, true, SIZE, remaining, running, pending, new TreeMap<>(), false, false);
    }

    private static Fleet fleet(Clusters cluster) {
        var observed = cluster.build();
        return FleetReader.fleet(observed, observed.group().orElseThrow());
    }
}
