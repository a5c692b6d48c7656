package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Policies;
import io.tidegate.streams.Schedules;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduledBounds;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CapacityDeciderTest {

    /** A service of 1 to 10 tasks, a load measured once, and what becomes of it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("verdicts")
    void decidesByRulesBoundsAndFacts(
            String name, Policies policy, int desired, int running, double load, String verdict) {
        var scenario = Scenario.of(policy.metric("load", false));

        scenario.service(desired, running).complete("load", load).tick();

        assertThat(scenario.verdict()).isEqualTo(verdict);
    }

    static Stream<Arguments> verdicts() {
        return Stream.of(
                row(
                        "out in proportion to the load",
                        policy().tracking("load", 50),
                        2,
                        2,
                        100,
                        "SCALE_OUT TARGET_TRACKING 4"),
                row("out, rounded up", policy().tracking("load", 50), 2, 2, 60, "SCALE_OUT TARGET_TRACKING 3"),
                row("in, rounded up", policy().tracking("load", 50), 4, 4, 20, "SCALE_IN TARGET_TRACKING 2"),
                row(
                        "exact division is not rounded up",
                        policy().tracking("load", 60),
                        3,
                        3,
                        40,
                        "SCALE_IN TARGET_TRACKING 2"),
                row("nothing within the tolerance", policy().tracking("load", 50), 2, 2, 55, "STEADY ON_TARGET 2"),
                row("the base is what runs", policy().tracking("load", 50), 4, 2, 100, "STEADY ON_TARGET 4"),
                row("never above max", policy().tracking("load", 50), 8, 8, 100, "SCALE_OUT TARGET_TRACKING 10"),
                row("held at max", policy().tracking("load", 50), 10, 10, 100, "HELD BOUNDS 10"),
                row(
                        "never below min",
                        policy().between(3, 10).tracking("load", 50),
                        5,
                        5,
                        5,
                        "SCALE_IN TARGET_TRACKING 3"),
                row("no proportion of nothing", policy().tracking("load", 50), 2, 0, 100, "STEADY ON_TARGET 2"),
                row(
                        "no scale-in when it is disabled",
                        policy().trackingOutOnly("load", 50),
                        4,
                        4,
                        10,
                        "STEADY NO_RULE_ASKS 4"),
                row("threshold reached", policy().atLeast("load", 80, 2), 2, 2, 80, "SCALE_OUT THRESHOLD 4"),
                row("threshold not reached", policy().atLeast("load", 80, 2), 2, 2, 79.9, "STEADY NO_RULE_ASKS 2"),
                row("low threshold reached", policy().atMost("load", 20, -1), 3, 3, 20, "SCALE_IN THRESHOLD 2"),
                row(
                        "out when any rule asks, the largest wins",
                        policy().tracking("load", 50).atLeast("load", 80, 1),
                        2,
                        2,
                        100,
                        "SCALE_OUT TARGET_TRACKING 4"),
                row(
                        "in only when target tracking agrees",
                        policy().tracking("load", 50).atMost("load", 60, -1),
                        3,
                        3,
                        50,
                        "STEADY ON_TARGET 3"),
                row(
                        "in to the largest that is asked for",
                        policy().tracking("load", 50).atMost("load", 20, -1),
                        4,
                        4,
                        10,
                        "SCALE_IN THRESHOLD 3"),
                row(
                        "expressions see built-ins",
                        policy().atLeast("load / running", 50, 1),
                        2,
                        2,
                        100,
                        "SCALE_OUT THRESHOLD 3"),
                row(
                        "a value that is no number asks for nothing",
                        policy().atLeast("load / 0", 50, 1),
                        2,
                        2,
                        100,
                        "HELD METRIC_MISSING 2"),
                row("up to min without any rule", policy().between(3, 5), 1, 1, 0, "SCALE_OUT BOUNDS 3"),
                row("down to max without any rule", policy().between(3, 5), 9, 9, 0, "SCALE_IN BOUNDS 5"),
                row("nothing when disabled", policy().disabled().tracking("load", 50), 2, 2, 100, "HELD DISABLED -"));
    }

    @Test
    void holdsUntilAwsHasToldTheState() {
        var scenario = Scenario.of(policy().between(3, 5));

        scenario.tick();

        assertThat(scenario.verdict()).isEqualTo("HELD NOT_OBSERVED -");
    }

    @Test
    void holdsWhileTheLastObservationIsStale() {
        var scenario = Scenario.of(policy().between(3, 5)).service(1, 1);

        scenario.after(60).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD OBSERVATION_STALE -");
    }

    @Test
    void holdsWhileTheServiceIsNotActive() {
        var scenario = Scenario.of(policy().between(3, 5));

        scenario.observed(new Observation.Service("DRAINING", 1, 1, 0, false)).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD NOT_ACTIVE -");
    }

    @Test
    void scalesOutByOneMetricWhileAnotherIsMissing() {
        var scenario = Scenario.of(policy().metric("load", false)
                .metric("queue", false)
                .tracking("load", 50)
                .atLeast("queue", 10, 1));

        scenario.service(2, 2).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 4");
    }

    @Test
    void doesNotScaleInWhileAMetricIsMissing() {
        var scenario = Scenario.of(policy().metric("load", false)
                .metric("queue", false)
                .tracking("load", 50)
                .atLeast("queue", 10, 1));

        scenario.service(4, 4).complete("load", 10).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD METRIC_MISSING 4");
        assertThat(scenario.last().verdict().explanation()).isEqualTo("queue is missing");
    }

    @Test
    void holdsCapacityDuringCooldown() {
        var scenario =
                Scenario.of(policy().metric("load", false).tracking("load", 50).cooldown(30, 60));
        scenario.service(2, 2).complete("load", 100).tick().settled(Result.APPLIED);

        scenario.after(10).service(4, 4).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD COOLDOWN 4");
        assertThat(scenario.last().verdict().until()).isEqualTo(Scenario.NOON.plusSeconds(45));
        assertThat(scenario.last().constraints())
                .containsExactly(new Constraint("cooldown", 8, 4, "cooling down until 2026-05-04T12:00:45Z"));
    }

    @Test
    void scalesOutAgainWhenTheCooldownIsOver() {
        var scenario =
                Scenario.of(policy().metric("load", false).tracking("load", 50).cooldown(30, 60));
        scenario.service(2, 2).complete("load", 100).tick().settled(Result.APPLIED);

        scenario.after(45).service(4, 4).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 8");
    }

    @Test
    void waitsLongerBeforeScalingInAfterScalingOut() {
        var scenario =
                Scenario.of(policy().metric("load", false).tracking("load", 50).cooldown(0, 60));
        scenario.service(2, 2).complete("load", 100).tick().settled(Result.APPLIED);

        scenario.after(50).service(4, 4).complete("load", 10).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD COOLDOWN 4");
    }

    @Test
    void keepsTheBoundsEvenDuringCooldown() {
        var scenario =
                Scenario.of(policy().metric("load", false).tracking("load", 50).cooldown(300, 300));
        scenario.service(2, 2).complete("load", 100).tick().settled(Result.APPLIED);

        scenario.after(10)
                .service(4, 4)
                .policy(policy().revision(2)
                        .between(1, 3)
                        .metric("load", false)
                        .tracking("load", 50)
                        .cooldown(300, 300)
                        .build())
                .complete("load", 100)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_IN BOUNDS 3");
    }

    @Test
    void recordsAVerdictOnlyWhenItChanges() {
        var scenario = Scenario.of(policy().metric("load", false).tracking("load", 50));
        scenario.service(2, 2).complete("load", 50).tick();

        scenario.after(5).service(2, 2).complete("load", 51).tick();

        assertThat(scenario.decisions()).hasSize(1);
    }

    @Test
    void countsAnOrderAsCarriedOutUntilItsDeadline() {
        var scenario =
                Scenario.of(policy().metric("load", false).tracking("load", 50).cooldown(0, 0));
        scenario.service(2, 2).complete("load", 100).tick();

        scenario.after(5).service(2, 2).complete("load", 100).tick();

        assertThat(scenario.commands()).hasSize(1);
        assertThat(scenario.verdict()).isEqualTo("STEADY ON_TARGET 4");
    }

    @Test
    void ordersAgainWhenAnOrderWasNotCarriedOutByItsDeadline() {
        var scenario =
                Scenario.of(policy().metric("load", false).tracking("load", 50).cooldown(0, 0));
        scenario.service(2, 2).complete("load", 100).tick();

        scenario.after(60).service(2, 2).complete("load", 100).tick();

        assertThat(scenario.commands()).hasSize(2);
    }

    @Test
    void waitsAWhileAfterAnOrderThatTookNoEffect() {
        var scenario = Scenario.of(policy().metric("load", false).tracking("load", 50));
        scenario.service(2, 2).complete("load", 100).tick().settled(Result.NOT_APPLIED);

        scenario.after(5).service(2, 2).complete("load", 100).tick();
        var waiting = scenario.verdict();
        scenario.after(5).service(2, 2).complete("load", 100).tick();

        assertThat(waiting).isEqualTo("HELD COMMAND_FAILED 4");
        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 4");
        assertThat(scenario.commands()).hasSize(2);
    }

    @Test
    void givesCommandsIdsOfDomainTargetEpochAndSequence() {
        var scenario =
                Scenario.of(policy().metric("load", false).tracking("load", 50).cooldown(0, 0));

        scenario.service(2, 2).complete("load", 100).tick().settled(Result.APPLIED);
        scenario.after(30).service(4, 4).complete("load", 100).tick();

        assertThat(scenario.commands().stream().map(Output.Commanded::id))
                .containsExactly(
                        "cluster/demo|ecs/demo/web|1777896000000|1", "cluster/demo|ecs/demo/web|1777896000000|2");
    }

    @Test
    void scalesOutEarlyOnARunningPane() {
        var scenario = Scenario.of(policy().metric("load", true).tracking("load", 50))
                .service(2, 2)
                .tick();

        scenario.after(1).running("load", 100);

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 4");
        assertThat(scenario.last().trigger()).isEqualTo(Output.Trigger.EARLY_PANE);
        assertThat(scenario.last().inputs().getFirst().reading().early()).isTrue();
    }

    @Test
    void neverScalesInOnARunningPane() {
        var scenario = Scenario.of(policy().metric("load", true).tracking("load", 50))
                .service(4, 4)
                .tick();
        var before = scenario.decisions().size();

        scenario.after(1).running("load", 1);

        assertThat(scenario.decisions()).hasSize(before);
    }

    @Test
    void refusesASecondPolicyForTheTarget() {
        var scenario = Scenario.of(policy().between(2, 3)).service(2, 2).tick();

        scenario.policy(policy().named("other").between(5, 9).build());

        assertThat(scenario.verdict()).isEqualTo("HELD TARGET_TAKEN -");
        assertThat(scenario.last().policy()).isEqualTo("other");
        assertThat(scenario.state().policy().name()).isEqualTo("web");
    }

    @Test
    void refusesASecondPolicyEvenBeforeTheFirstTick() {
        var scenario = Scenario.of(policy().between(2, 3));

        scenario.policy(policy().named("other").between(5, 9).build());

        assertThat(scenario.verdict()).isEqualTo("HELD TARGET_TAKEN -");
    }

    @Test
    void scalesOutEarlyOnAPaneThatBeganAfterTheLastTick() {
        var scenario = Scenario.of(policy().metric("load", true).tracking("load", 50))
                .service(2, 2)
                .after(4)
                .tick();

        scenario.began(1, "load", 100);

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 4");
    }

    @Test
    void letsTheTargetGoWithItsPolicy() {
        var scenario = Scenario.of(policy().between(2, 3)).service(2, 2).tick();

        scenario.released("web");

        assertThat(scenario.isDriven()).isFalse();
        assertThat(scenario.verdict()).isEqualTo("RELEASED POLICY_RELEASED -");
    }

    @Test
    void followsAScheduleAndReturnsToTheBoundsBeforeIt() {
        var inUtcFromNoon = Schedules.window(
                "lunch", Set.of(DayOfWeek.MONDAY), "21:00-21:01", "Asia/Seoul", ScheduledBounds.exactly(5));
        var scenario = Scenario.of(policy().between(1, 2).scheduled(inUtcFromNoon));

        scenario.service(2, 2).tick();
        var inside = scenario.verdict();
        scenario.settled(Result.APPLIED).ticking(30).service(5, 5).ticking(29);
        var before = scenario.commands().size();
        scenario.ticking(1);

        assertThat(inside).isEqualTo("SCALE_OUT BOUNDS 5");
        assertThat(before).isEqualTo(1);
        assertThat(scenario.verdict()).isEqualTo("SCALE_IN BOUNDS 2");
    }

    @Test
    void writesTheSchedulesBoundsThroughTheScalableTarget() {
        var scenario = Scenario.of(policy().viaScalableTarget().between(0, 0));

        scenario.observed(new Observation.ScalableTarget(1, 3)).tick();

        assertThat(scenario.commands().getFirst().order())
                .isEqualTo(new Order.Limits(new Bounds(1, 3), new Bounds(0, 0)));
    }

    @Test
    void pinsTheScalableTargetToTheWantedCapacity() {
        var scenario =
                Scenario.of(policy().viaScalableTarget().metric("load", false).tracking("load", 50));

        scenario.service(2, 2)
                .observed(new Observation.ScalableTarget(1, 10))
                .complete("load", 100)
                .tick();

        assertThat(scenario.commands().getFirst().order())
                .isEqualTo(new Order.Limits(new Bounds(1, 10), new Bounds(4, 4)));
        assertThat(scenario.commands().getFirst().change()).isEqualTo(2);
    }

    private static Arguments row(String name, Policies policy, int desired, int running, double load, String verdict) {
        return Arguments.of(name, policy, desired, running, load, verdict);
    }

    @Test
    void isNotDueForWhatAwsSaysAgain() {
        var scenario = Scenario.of(policy().metric("load", false).tracking("load", 50));
        scenario.service(2, 2).complete("load", 50).tick();
        var due = scenario.state().dueAt();

        var again = scenario.after(1).service(2, 2).state().dueAt();
        var other = scenario.after(1).service(2, 1).state().dueAt();

        assertThat(again).isEqualTo(due);
        assertThat(other).isEqualTo(Instant.EPOCH);
    }

    @Test
    void isDueForWhatAwsSaysAgainAfterItsLastWordWentStale() {
        var scenario = Scenario.of(policy().metric("load", false).tracking("load", 50));
        scenario.service(2, 2).complete("load", 50).tick();
        scenario.after(600).tick();
        var stale = scenario.verdict();

        scenario.service(2, 2);

        assertThat(stale).isEqualTo("HELD OBSERVATION_STALE -");
        assertThat(scenario.state().dueAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void isDueWhenAPaneShorterThanThoseBeforeItIsComplete() {
        var scenario = Scenario.of(policy().metric("load", false).tracking("load", 50));
        scenario.service(2, 2).complete("load", 50).tick();
        var start = Scenario.NOON.minusSeconds(2);
        var one = new Aggregate(1, 50, 50, 50, 50, start);

        scenario.measured(SeriesId.of("load", Map.of()), new PartialPane(start, Duration.ofSeconds(1), 0, 9, one, 0));

        assertThat(scenario.state().dueAt()).isEqualTo(start.plusSeconds(1).plus(lateness(scenario)));
    }

    private static Duration lateness(Scenario scenario) {
        return scenario.state().policy().metrics().getFirst().lateness();
    }
}
