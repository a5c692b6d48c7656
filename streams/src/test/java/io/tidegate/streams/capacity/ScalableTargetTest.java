package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.Bounds;
import org.junit.jupiter.api.Test;

/** Scalable targets outside ECS: their capacity is known by what their bounds are pinned to. */
class ScalableTargetTest {

    @Test
    void startsFromWhatTheBoundsArePinnedTo() {
        var scenario = Scenario.of(table().metric("load", false).tracking("load", 50));

        scenario.observed(new Observation.ScalableTarget(4, 4))
                .complete("load", 75)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 6");
        assertThat(scenario.commands().getLast().order())
                .isEqualTo(new Order.Limits(new Bounds(4, 4), new Bounds(6, 6)));
    }

    @Test
    void takesNothingAwayFromACapacityThatNobodyTells() {
        var scenario = Scenario.of(table().metric("load", false).tracking("load", 50));

        scenario.observed(new Observation.ScalableTarget(1, 8))
                .complete("load", 50)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("SET_BOUNDS ON_TARGET 8");
        assertThat(scenario.commands().getLast().order())
                .isEqualTo(new Order.Limits(new Bounds(1, 8), new Bounds(8, 8)));
    }

    @Test
    void countsWhatIsOrderedAndNotSeenYet() {
        var scenario = Scenario.of(table().cooldown(0, 0).metric("load", false).atLeast("load", 80, 2));
        scenario.observed(new Observation.ScalableTarget(4, 4))
                .complete("load", 100)
                .tick()
                .settled(Result.APPLIED);

        scenario.after(1).complete("load", 100).tick();

        assertThat(scenario.commands().getLast().order())
                .isEqualTo(new Order.Limits(new Bounds(6, 6), new Bounds(8, 8)));
    }

    @Test
    void holdsWhenItsBoundsWereNotSeenForAMinute() {
        var scenario = Scenario.of(table().metric("load", false).tracking("load", 50));
        scenario.observed(new Observation.ScalableTarget(4, 4))
                .complete("load", 50)
                .tick();

        scenario.ticking(60);

        assertThat(scenario.verdict()).isEqualTo("HELD OBSERVATION_STALE -");
    }

    @Test
    void holdsUntilItIsRegistered() {
        var scenario = Scenario.of(table().metric("load", false).tracking("load", 50));

        scenario.observed(new Observation.Nothing()).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD NOT_OBSERVED -");
    }

    private static Policies table() {
        return policy().targets("appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits")
                .viaScalableTarget();
    }
}
