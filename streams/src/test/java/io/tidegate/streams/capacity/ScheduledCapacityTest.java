package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static io.tidegate.streams.Schedules.EVERY_DAY;
import static io.tidegate.streams.Schedules.action;
import static io.tidegate.streams.Schedules.always;
import static io.tidegate.streams.Schedules.move;
import static io.tidegate.streams.Schedules.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.policy.ScheduledBounds;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a target does at the boundaries of its schedule. Every scenario begins on a Monday at 12:00 UTC. */
class ScheduledCapacityTest {
    private static final ScheduleItem FROM_ONE_MINUTE_PAST =
            window("event", EVERY_DAY, "12:01-12:02", "UTC", ScheduledBounds.between(4, 5));

    /** Each row: a capacity, what an action sets, and the capacity after it (Application Auto Scaling's own). */
    @ParameterizedTest
    @CsvSource({"12,,10,10", "2,5,,5", "3,4,8,4", "6,4,8,6", "7,5,,7"})
    void movesTheCapacityIntoWhatAnActionSets(int current, @Nullable Integer min, @Nullable Integer max, int expected) {
        var bounds = new ScheduledBounds(optional(min), optional(max));
        var scenario = Scenario.of(
                policy().between(0, 100).scheduled(action("action", "at(2026-05-04T12:01:00)", always("UTC"), bounds)));

        scenario.service(current, current)
                .tick()
                .ticking(30)
                .service(current, current)
                .ticking(30);

        assertThat(scenario.last().desired()).hasValue(expected);
        assertThat(scenario.commands()).hasSize(expected == current ? 0 : 1);
    }

    @Test
    void doesNotWaitForACooldown() {
        var scenario = Scenario.of(policy().cooldown(600, 600)
                .metric("load", false)
                .atLeast("load", 5, 6)
                .scheduled(FROM_ONE_MINUTE_PAST));
        scenario.service(2, 2).complete("load", 9).tick().settled(Result.APPLIED);

        scenario.ticking(30).service(8, 8).ticking(30);

        assertThat(scenario.commands()).hasSize(2);
        assertThat(scenario.verdict()).isEqualTo("SCALE_IN BOUNDS 5");
        assertThat(scenario.last().verdict().explanation()).isEqualTo("max 5 of window event");
    }

    @Test
    void doesNotWaitForAMissingMetric() {
        var scenario =
                Scenario.of(policy().metric("load", false).tracking("load", 50).scheduled(FROM_ONE_MINUTE_PAST));

        scenario.service(2, 2).tick().ticking(30).service(2, 2).ticking(30);

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT BOUNDS 4");
    }

    @Test
    void pinsTheScalableTargetInsideTheNewBounds() {
        var scenario = Scenario.of(policy().viaScalableTarget()
                .metric("load", false)
                .tracking("load", 50)
                .scheduled(FROM_ONE_MINUTE_PAST));
        var pinned = new Observation.ScalableTarget(2, 2);

        scenario.service(2, 2).observed(pinned).tick().ticking(30).service(2, 2).ticking(30);

        assertThat(scenario.commands())
                .singleElement()
                .extracting(Output.Commanded::order)
                .isEqualTo(new Order.Limits(new Bounds(2, 2), new Bounds(4, 4)));
    }

    @Test
    void writesTheBoundsOfEachSideOfABoundary() {
        var scenario = Scenario.of(policy().viaScalableTarget().between(0, 0).scheduled(FROM_ONE_MINUTE_PAST));

        scenario.service(0, 0)
                .observed(new Observation.ScalableTarget(0, 0))
                .tick()
                .ticking(60);
        var opened = scenario.last();
        scenario.settled(Result.APPLIED)
                .after(1)
                .observed(new Observation.ScalableTarget(4, 5))
                .ticking(59);

        assertThat(opened.verdict().explanation()).isEqualTo("4 to 5 tasks by window event");
        assertThat(scenario.last().verdict().explanation()).isEqualTo("0 to 0 tasks by the policy");
        assertThat(scenario.commands())
                .extracting(Output.Commanded::order)
                .containsExactly(
                        new Order.Limits(new Bounds(0, 0), new Bounds(4, 5)),
                        new Order.Limits(new Bounds(4, 5), new Bounds(0, 0)));
    }

    @Test
    void catchesUpWithWhatChangedWhileNoTickCame() {
        var scenario = Scenario.of(policy().scheduled(
                        action("up", "at(2026-05-04T12:10:00)", always("UTC"), ScheduledBounds.exactly(9)),
                        action("down", "at(2026-05-04T12:20:00)", always("UTC"), ScheduledBounds.exactly(3)),
                        FROM_ONE_MINUTE_PAST));

        scenario.service(2, 2).tick().after(3_600).service(2, 2).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT BOUNDS 3");
        assertThat(scenario.last().verdict().explanation()).isEqualTo("min 3 of action down");
    }

    @Test
    void movesToACapacityOnceAndLeavesWhatFollowsToTheRules() {
        var scenario = Scenario.of(policy().cooldown(600, 60)
                .metric("load", false)
                .tracking("load", 50)
                .scheduled(move("doors", "at(2026-05-04T12:01:00)", 9)));
        scenario.service(2, 2).complete("load", 100).tick().settled(Result.APPLIED);

        scenario.after(50).service(4, 4).complete("load", 50).ticking(10).settled(Result.APPLIED);
        var moved = scenario.last();
        scenario.after(70).service(9, 9).complete("load", 10).tick();

        assertThat(moved.verdict().explanation()).isEqualTo("action doors of 2026-05-04T12:01:00Z moves to 9");
        assertThat(moved.desired()).hasValue(9);
        assertThat(scenario.verdict()).isEqualTo("SCALE_IN TARGET_TRACKING 2");
        assertThat(scenario.commands()).hasSize(3);
    }

    @Test
    void staysInsideTheBoundsWhenItMoves() {
        var scenario = Scenario.of(policy().between(1, 5).scheduled(move("doors", "at(2026-05-04T12:01:00)", 9)));

        scenario.service(2, 2).tick().ticking(30).service(2, 2).ticking(30);

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT SCHEDULE 5");
        assertThat(scenario.last().verdict().explanation())
                .isEqualTo("action doors of 2026-05-04T12:01:00Z moves to 9, max 5 of the policy");
    }

    @Test
    void movesNothingForAnOccurrenceBeforeThePolicyOrOneThatIsOver() {
        var scenario = Scenario.of(policy().between(1, 20)
                .scheduled(move("before", "at(2026-05-04T11:59:00)", 9), move("missed", "at(2026-05-04T12:10:00)", 9)));

        scenario.service(2, 2).tick().after(901).service(2, 2).tick();

        assertThat(scenario.commands()).isEmpty();
    }

    @Test
    void movesAgainWhenItTookNoEffect() {
        var scenario = Scenario.of(policy().between(1, 20).scheduled(move("doors", "at(2026-05-04T12:01:00)", 9)));
        scenario.service(2, 2).tick().ticking(30).service(2, 2).ticking(30).settled(Result.NOT_APPLIED);

        scenario.ticking(15);

        assertThat(scenario.commands())
                .extracting(Output.Commanded::order)
                .containsExactly(new Order.Capacity(2, 9), new Order.Capacity(2, 9));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
