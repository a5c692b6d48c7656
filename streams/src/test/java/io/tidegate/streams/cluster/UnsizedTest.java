package io.tidegate.streams.cluster;

import static io.tidegate.streams.cluster.Fleets.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.ClusterPolicies;
import io.tidegate.streams.cluster.ClusterState.Patience;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.ClusterPolicy.Fit;
import io.tidegate.streams.policy.ClusterPolicy.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** While nobody knows what some tasks take, no instance goes; whatever else is known still asks for more. */
class UnsizedTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Bounds BOUNDS = new Bounds(0, 100);

    @Test
    void drainsNothingThatFits() {
        var plan = FitPlanner.plan(
                unsized(fleet().instance("a", Map.of()).instance("b", Map.of())), new Fit(Buffer.NONE, 2), BOUNDS);

        assertThat(plan.action()).isEqualTo(new ClusterPlan.Keep(Limit.UNSIZED));
        assertThat(plan.explanation())
                .isEqualTo("what a task of jobs, mail takes is not known: no instance is drained");
    }

    @Test
    void drainsNothingThatAReservationDoesNotNeed() {
        var state = ClusterState.taken("cluster/demo", "cluster/demo", ClusterPolicies.reservation())
                .with(new Patience(20, null));

        var planned = ReservationPlanner.plan(
                unsized(fleet().instance("a", Map.of()).instance("b", Map.of())),
                (Reservation) ClusterPolicies.reservation().sizing(),
                BOUNDS,
                state,
                NOW);

        assertThat(planned.plan().action()).isEqualTo(new ClusterPlan.Keep(Limit.UNSIZED));
        assertThat(planned.patience().low()).isEqualTo(21);
    }

    @Test
    void stillGrowsForTasksOfKnownSize() {
        var plan = FitPlanner.plan(
                unsized(fleet().service("web", Resources.of(500, 500), 3).instance("a", Map.of("web", 2))),
                new Fit(Buffer.NONE, 2),
                BOUNDS);

        assertThat(plan.action()).isEqualTo(new ClusterPlan.Grow(1, 2, Limit.CPU));
    }

    private static Fleet unsized(Fleets some) {
        var fleet = some.build();
        return new Fleet(
                fleet.group(),
                fleet.instances(),
                fleet.workloads(),
                fleet.management(),
                new TreeSet<>(List.of("mail", "jobs")));
    }
}
