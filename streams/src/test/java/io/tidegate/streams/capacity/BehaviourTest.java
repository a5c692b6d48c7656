package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.Behaviour;
import io.tidegate.streams.policy.Behaviour.Combine;
import io.tidegate.streams.policy.Behaviour.Confirm;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Behaviour.Deployments;
import io.tidegate.streams.policy.Behaviour.Limit;
import io.tidegate.streams.policy.Behaviour.MaxChange;
import io.tidegate.streams.policy.Behaviour.Pace;
import io.tidegate.streams.policy.Behaviour.Quorum;
import io.tidegate.streams.policy.Behaviour.Select;
import io.tidegate.streams.policy.Behaviour.Stabilization;
import io.tidegate.streams.policy.Behaviour.Unit;
import io.tidegate.streams.policy.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tempers the rules, over time. */
class BehaviourTest {

    @Test
    void addsOnlyWhatGoesBeyondTheLastScaleOut() {
        var scenario = Scenario.of(policy().between(1, 99)
                .metric("load", false)
                .atLeast("load", 80, 2)
                .atLeast("load", 90, 3)
                .cooldown(60, 60));
        scenario.service(10, 10).complete("load", 80).tick().settled(Result.APPLIED);

        scenario.after(10).service(12, 12).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT THRESHOLD 13");
        assertThat(scenario.last().constraints())
                .containsExactly(new Constraint("cooldown", 15, 13, "cooling down until 2026-05-04T12:01:15Z"));
    }

    @Test
    void countsEachAdditionUntilItsOwnCooldownIsOver() {
        var scenario = Scenario.of(policy().between(1, 99)
                .metric("load", false)
                .atLeast("load", 90, 3)
                .cooldown(60, 60));
        scenario.service(10, 10).complete("load", 100).tick().settled(Result.APPLIED);
        scenario.after(74).service(13, 13).complete("load", 100).tick();
        var before = scenario.verdict();

        scenario.after(1).service(13, 13).complete("load", 100).tick(); // The window begins 15 s ago.

        assertThat(before).isEqualTo("HELD COOLDOWN 13");
        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT THRESHOLD 16");
    }

    @Test
    void doesNotAddAgainWhatTheReadingsCannotShowYet() {
        var scenario = Scenario.of(late().cooldown(30, 30));
        lasting(scenario, 180, 100, 4).settled(Result.APPLIED);

        lasting(scenario, 120, 100, 8);

        assertThat(scenario.verdict()).isEqualTo("HELD COOLDOWN 8");
        assertThat(scenario.last().constraints())
                .extracting(Constraint::name, Constraint::before, Constraint::after)
                .containsExactly(tuple("cooldown", 16, 8));
        assertThat(scenario.commands()).hasSize(1);
    }

    @Test
    void doesNotTakeAwayAgainWhatTheReadingsStillShow() {
        var scenario = Scenario.of(late().cooldown(30, 30));
        lasting(scenario, 180, 25, 8).settled(Result.APPLIED);

        lasting(scenario, 120, 25, 4);

        assertThat(scenario.verdict()).isEqualTo("HELD COOLDOWN 4");
        assertThat(scenario.last().raw()).hasValue(2);
        assertThat(scenario.commands()).hasSize(1);
    }

    @Test
    void takesAwayMoreWhenTheReadingsSayThatMoreCanGo() {
        var scenario = Scenario.of(late().cooldown(30, 30));
        lasting(scenario, 60, 25, 8);
        lasting(scenario, 120, 18, 8).settled(Result.APPLIED);

        lasting(scenario, 75, 18, 4);

        assertThat(scenario.commands()).extracting(Commanded::change).containsExactly(-4, -1);
    }

    @Test
    void remembersItsActionsAsLongAsReadingsLookBack() {
        var scenario = Scenario.of(late().cooldown(30, 30));
        lasting(scenario, 60, 100, 4);
        lasting(scenario, 120, 120, 4).settled(Result.APPLIED);
        lasting(scenario, 75, 120, 8).settled(Result.APPLIED);

        lasting(scenario, 60, 120, 10);

        assertThat(scenario.commands()).extracting(Commanded::change).containsExactly(4, 1, 1);
        assertThat(scenario.state().actions().history().events()).hasSize(3);
    }

    @Test
    void countsWhatItDidAtOnceWithoutACooldown() {
        var scenario = Scenario.of(late().cooldown(0, 0));
        lasting(scenario, 180, 100, 4).settled(Result.APPLIED);

        lasting(scenario, 5, 100, 8);

        assertThat(scenario.commands()).extracting(Commanded::change).containsExactly(4, 8);
    }

    // A metric that may come three minutes late, as CloudWatch's do: its window begins long ago.
    private static Policies late() {
        return policy().between(1, 99)
                .metric("load", Map.of(), Duration.ofMinutes(3), false)
                .tracking("load", 50);
    }

    private static Scenario lasting(Scenario scenario, int seconds, double load, int tasks) {
        for (int second = 0; second < seconds; second += 5) {
            scenario.service(tasks, tasks).complete("load", load).ticking(5);
        }
        return scenario;
    }

    @Test
    void aScaleOutDoesNotWaitForAScaleIn() {
        var scenario =
                Scenario.of(policy().metric("load", false).tracking("load", 50).cooldown(60, 300));
        scenario.service(8, 8).complete("load", 10).tick().settled(Result.APPLIED);

        scenario.after(15).service(2, 2).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 4");
    }

    @Test
    void letsTheFirstRuleThatAsksDecide() {
        var scenario = Scenario.of(policy().metric("load", false)
                .atLeast("load", 80, 1)
                .atLeast("load", 90, 5)
                .behaving(BehaviourTest::first));

        scenario.service(2, 2).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT THRESHOLD 3");
    }

    @Test
    void letsTheFirstRuleThatAsksScaleInAlthoughALaterOneAsksForMore() {
        var scenario = Scenario.of(policy().metric("load", false)
                .atMost("load", 20, -1)
                .atLeast("load", 10, 2)
                .behaving(BehaviourTest::first));

        scenario.service(4, 4).complete("load", 15).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_IN THRESHOLD 3");
    }

    @Test
    void aFirstRuleThatChangesNothingHolds() {
        var scenario = Scenario.of(policy().metric("load", false)
                .atLeast("load", 80, 0)
                .atLeast("load", 70, 1)
                .behaving(BehaviourTest::first));

        scenario.service(4, 4).complete("load", 85).tick();

        assertThat(scenario.verdict()).isEqualTo("STEADY THRESHOLD 4");
    }

    @Test
    void aRuleThatCannotBeAskedHoldsBackTheScaleInOfALaterOne() {
        var scenario = Scenario.of(policy().metric("queue", false)
                .metric("load", false)
                .atLeast("queue", 10, 1)
                .atMost("load", 20, -1)
                .behaving(BehaviourTest::first));

        scenario.service(4, 4).complete("load", 15).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD METRIC_MISSING 4");
    }

    @Test
    void scalesInToTheMostThatWasWantedLately() {
        var scenario = stabilized(0, 60);
        scenario.service(8, 8).complete("load", 40).tick();
        scenario.ticking(30).service(8, 8).complete("load", 10).tick();
        var before = scenario.verdict();

        scenario.ticking(45).service(8, 8).complete("load", 10).tick();

        assertThat(before).isEqualTo("HELD STABILIZATION 8");
        assertThat(scenario.verdict()).isEqualTo("SCALE_IN TARGET_TRACKING 2");
    }

    @Test
    void scalesOutToTheLeastThatWasWantedLately() {
        var scenario = stabilized(30, 0);
        scenario.service(2, 2).complete("load", 100).tick();
        var first = scenario.verdict();

        scenario.after(30).service(2, 2).complete("load", 200).tick();

        assertThat(first).isEqualTo("HELD STABILIZATION 2");
        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 8");
    }

    @Test
    void waitsUntilItWasAskedForOftenEnough() {
        var quorum = new Quorum(2, 3, Duration.ofSeconds(60));
        var scenario = confirmed(new Confirm(Optional.of(quorum), Optional.empty()));
        scenario.service(2, 2).complete("load", 100).tick();
        scenario.after(60).service(2, 2).complete("load", 50).tick();
        var once = scenario.decisions().getFirst().verdict();

        scenario.after(60).service(2, 2).complete("load", 100).tick();

        assertThat(once.reason()).isEqualTo("UNCONFIRMED");
        assertThat(once.explanation()).endsWith("asked for in 1 of the last 3 periods of 60s, needs 2");
        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 4");
    }

    @Test
    void countsAPeriodOnceHoweverOftenItIsEvaluated() {
        var quorum = new Quorum(2, 2, Duration.ofSeconds(60));
        var scenario = confirmed(new Confirm(Optional.of(quorum), Optional.empty()));
        scenario.service(2, 2).complete("load", 100).tick();

        scenario.after(30).service(2, 2).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD UNCONFIRMED 2");
    }

    @Test
    void changesNoFasterThanItsPace() {
        var pace = new Pace(Unit.COUNT, 3, Duration.ofSeconds(60));
        var scenario = paced(new Limit(List.of(pace), Select.MAX));
        scenario.service(2, 2).complete("load", 200).tick().settled(Result.APPLIED);
        var first = scenario.verdict();
        scenario.after(30).service(5, 5).complete("load", 200).tick();
        var held = scenario.verdict();

        scenario.after(30).service(5, 5).complete("load", 200).tick();

        assertThat(first).isEqualTo("SCALE_OUT TARGET_TRACKING 5");
        assertThat(held).isEqualTo("HELD MAX_CHANGE 5");
        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 8");
    }

    @Test
    void neverChangesInADisabledDirection() {
        var scenario = paced(new Limit(List.of(), Select.DISABLED));

        scenario.service(2, 2).complete("load", 200).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD MAX_CHANGE 2");
    }

    @Test
    void holdsScaleInWhileADeploymentIsInProgress() {
        var scenario = Scenario.of(policy().metric("load", false).tracking("load", 50));

        scenario.observed(new Observation.Service("ACTIVE", 4, 4, 0, true))
                .complete("load", 10)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("HELD DEPLOYMENT 4");
    }

    @Test
    void scalesOutWhileADeploymentIsInProgress() {
        var scenario = Scenario.of(policy().metric("load", false).tracking("load", 50));

        scenario.observed(new Observation.Service("ACTIVE", 4, 4, 0, true))
                .complete("load", 100)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 8");
    }

    @Test
    void countsTheInstancesOfItsCluster() {
        var rule = new Rule.NPlusOne("spare", 1, 1);
        var scenario = Scenario.of(policy().rule(rule)).service(2, 2);
        scenario.tick();
        var before = scenario.verdict();

        scenario.observed(new Observation.Instances(5)).tick();

        assertThat(before).isEqualTo("HELD METRIC_MISSING 2");
        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT N_PLUS_ONE 4");
    }

    @Test
    void comesUpFromZeroAndStaysWhileThereIsActivity() {
        var scenario = Scenario.of(policy().between(0, 10)
                .metric("queue", false)
                .rule(new Rule.Activation("wake", Policies.parsed("queue"), 0))
                .atMost("queue", 5, -1)
                .cooldown(0, 0));
        scenario.service(0, 0).complete("queue", 1).tick().settled(Result.APPLIED);
        var up = scenario.verdict();
        scenario.after(5).service(1, 1).complete("queue", 1).tick();
        var stays = scenario.verdict();

        scenario.after(20).service(1, 1).complete("queue", 0).tick();

        assertThat(up).isEqualTo("SCALE_OUT ACTIVATION 1");
        assertThat(stays).isEqualTo("STEADY ACTIVATION 1");
        assertThat(scenario.verdict()).isEqualTo("SCALE_IN THRESHOLD 0");
    }

    @Test
    void doesNotScaleInBelowWhatRunningPanesAskFor() {
        var scenario =
                Scenario.of(policy().metric("load", true).tracking("load", 50).cooldown(0, 0));
        scenario.service(8, 8).complete("load", 10);

        scenario.running("load", 40).tick();

        assertThat(scenario.last().constraints())
                .containsExactly(new Constraint("early", 2, 7, "readings still coming in ask for 7"));
        assertThat(scenario.verdict()).isEqualTo("SCALE_IN TARGET_TRACKING 7");
    }

    private static Scenario stabilized(int outSeconds, int inSeconds) {
        var windows = new Stabilization(Duration.ofSeconds(outSeconds), Duration.ofSeconds(inSeconds));
        return Scenario.of(policy().metric("load", false)
                .tracking("load", 50)
                .behaving(cooldown -> new Behaviour(
                        cooldown,
                        Combine.LARGEST,
                        windows,
                        new Confirm(Optional.empty(), Optional.empty()),
                        unlimited(),
                        Deployments.HOLD_SCALE_IN)));
    }

    private static Scenario confirmed(Confirm confirm) {
        return Scenario.of(policy().metric("load", false)
                .tracking("load", 50)
                .behaving(cooldown -> new Behaviour(
                        cooldown,
                        Combine.LARGEST,
                        new Stabilization(Duration.ZERO, Duration.ZERO),
                        confirm,
                        unlimited(),
                        Deployments.HOLD_SCALE_IN)));
    }

    private static Scenario paced(Limit scaleOut) {
        return Scenario.of(policy().metric("load", false)
                .tracking("load", 50)
                .cooldown(0, 0)
                .behaving(cooldown -> new Behaviour(
                        cooldown,
                        Combine.LARGEST,
                        new Stabilization(Duration.ZERO, Duration.ZERO),
                        new Confirm(Optional.empty(), Optional.empty()),
                        new MaxChange(scaleOut, new Limit(List.of(), Select.MAX)),
                        Deployments.HOLD_SCALE_IN)));
    }

    private static Behaviour first(Cooldown cooldown) {
        return new Behaviour(
                cooldown,
                Combine.FIRST,
                new Stabilization(Duration.ZERO, Duration.ZERO),
                new Confirm(Optional.empty(), Optional.empty()),
                unlimited(),
                Deployments.HOLD_SCALE_IN);
    }

    private static MaxChange unlimited() {
        var none = new Limit(List.of(), Select.MAX);
        return new MaxChange(none, none);
    }
}
