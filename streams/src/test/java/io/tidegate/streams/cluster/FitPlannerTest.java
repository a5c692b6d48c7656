package io.tidegate.streams.cluster;

import static io.tidegate.streams.cluster.Fleets.fleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidegate.streams.cluster.ClusterPlan.Drain;
import io.tidegate.streams.cluster.ClusterPlan.Grow;
import io.tidegate.streams.cluster.ClusterPlan.Keep;
import io.tidegate.streams.cluster.ClusterPlan.Refuse;
import io.tidegate.streams.cluster.ClusterPlan.Termination;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FitPlannerTest {
    private static final Resources HALF = Resources.of(500, 500);

    @Test
    void refusesAGroupThatEcsScales() {
        var plan = plan(fleet().service("web", HALF, 9).managed(true, false), 0, 9, 1);

        assertThat(plan.action()).isEqualTo(new Refuse("MANAGED_SCALING"));
        assertThat(plan.explanation())
                .isEqualTo("capacity provider capacity scales group web by itself;"
                        + " turn its managed scaling off or this policy");
    }

    @Test
    void drainsNothingWhereEcsDrainsButStillGrows() {
        var idle = plan(fleet().instance("a", Map.of()).managed(false, true), 0, 9, 1);
        var busy = plan(fleet().service("web", HALF, 3).managed(false, true), 0, 9, 1);

        assertThat(idle.action()).isEqualTo(new Keep(Limit.PROTECTED));
        assertThat(idle.explanation())
                .isEqualTo("capacity provider capacity drains instances by itself: none is drained here");
        assertThat(busy.action()).isEqualTo(new Grow(0, 2, Limit.CPU));
    }

    @Test
    void growsBySeveralInstancesAtOnce() {
        var plan = plan(fleet().service("web", HALF, 9).instance("a", Map.of("web", 2)), 0, 9, 1);

        assertThat(plan.action()).isEqualTo(new Grow(1, 5, Limit.CPU));
        assertThat(plan.explanation()).isEqualTo("4 more instances for tasks that lack CPU");
    }

    @Test
    void growsNoFurtherThanMax() {
        var grown = plan(fleet().service("web", HALF, 9).instance("a", Map.of("web", 2)), 0, 3, 1);
        var full = plan(fleet().service("web", HALF, 9).instance("a", Map.of("web", 2)), 0, 1, 1);

        assertThat(grown.action()).isEqualTo(new Grow(1, 3, Limit.MAX));
        assertThat(full.action()).isEqualTo(new Keep(Limit.MAX));
        assertThat(full.explanation()).isEqualTo("4 more instances for tasks that lack CPU, but max is 1");
    }

    @Test
    void growsToMinWithoutNeed() {
        var plan = plan(fleet(), 2, 9, 1);

        assertThat(plan.action()).isEqualTo(new Grow(0, 2, Limit.MIN));
    }

    @Test
    void holdsToTheBoundsOfTheGroupAsWell() {
        var plan = plan(fleet().between(0, 2).service("web", HALF, 9), 0, 9, 1);

        assertThat(plan.action()).isEqualTo(new Grow(0, 2, Limit.MAX));
    }

    @Test
    void countsDrainingInstancesOnceAgainstBudgetAndMin() {
        var budget =
                plan(fleet().instance("a", Map.of()).instance("b", Map.of()).draining("c", Map.of()), 0, 9, 1);
        var min = plan(fleet().instance("a", Map.of()).instance("b", Map.of()).draining("c", Map.of()), 2, 9, 9);
        var left = plan(fleet().instance("a", Map.of()).instance("b", Map.of()).leaving("c", Map.of()), 1, 9, 1);

        assertThat(budget.action()).isEqualTo(new Keep(Limit.BUDGET));
        assertThat(min.action()).isEqualTo(new Keep(Limit.MIN));
        assertThat(left.action()).isInstanceOf(Drain.class);
    }

    @Test
    void saysWhatIsDrainedAndWhyNoMore() {
        var plan = plan(fleet().instance("a", Map.of()).instance("b", Map.of()), 0, 9, 1);

        assertThat(plan.explanation())
                .isEqualTo("what runs on a fits on the rest; no more can go: no more may drain at once");
    }

    @Test
    void terminatesWhatHasDrainedAndLetsItBeReplacedAtMin() {
        var fleet = fleet().daemon("logs", Resources.of(10, 10))
                .service("web", HALF, 1)
                .draining("a", Map.of("logs", 1))
                .draining("b", Map.of())
                .draining("c", Map.of("web", 1))
                .instance("d", Map.of("web", 1));

        var plan = plan(fleet, 3, 9, 9);

        assertThat(plan.terminations())
                .extracting(termination -> termination.instance().id(), Termination::decrement)
                .containsExactly(tuple("a", true), tuple("b", false));
    }

    private static ClusterPlan plan(Fleets fleet, int min, int max, int budget) {
        return FitPlanner.plan(fleet.build(), new ClusterPolicy.Fit(Buffer.NONE, budget), new Bounds(min, max));
    }
}
