package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static io.tidegate.streams.capacity.Scenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OverrideTest {

    @Test
    void holdsAPausedDirectionAndSaysWhoWhyAndUntilWhen() {
        var scenario = Scenario.of(tracked()).service(6, 6).paused(true, false, 600);

        scenario.complete("load", 20).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD OVERRIDE_PAUSED 6");
        assertThat(scenario.last().verdict().until()).isEqualTo(NOON.plusSeconds(600));
        assertThat(scenario.last().verdict().explanation())
                .endsWith("= 3; but scale-in paused until 2026-05-04T12:10:00Z by anna: release");
        assertThat(scenario.last().constraints())
                .extracting(Output.Constraint::name, Output.Constraint::before, Output.Constraint::after)
                .containsExactly(tuple("override", 3, 6));
        assertThat(scenario.commands()).isEmpty();
    }

    @Test
    void leavesTheOtherDirectionAlone() {
        var scenario = Scenario.of(tracked()).service(4, 4).paused(true, false, 600);

        scenario.complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 8");
    }

    @Test
    void holdsAPausedDirectionEvenAgainstTheBounds() {
        var scenario = Scenario.of(tracked()).service(15, 15).paused(true, true, 600);

        scenario.complete("load", 50).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD OVERRIDE_PAUSED 15");
    }

    @Test
    void givesWhatWasAskedForByHandWhateverRulesAndCooldownsSay() {
        var scenario =
                Scenario.of(tracked()).service(4, 4).complete("load", 100).tick();
        scenario.settled(Result.APPLIED)
                .after(1)
                .service(8, 8)
                .given(3, false, 600)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_IN OVERRIDE 3");
        assertThat(scenario.last().rules()).isEmpty();
        assertThat(scenario.commands().getLast().order()).isEqualTo(new Order.Capacity(8, 3));
    }

    @Test
    void keepsACapacityGivenByHandInsideTheBoundsUnlessToldOtherwise() {
        var inside = Scenario.of(tracked()).service(4, 4).given(30, false, 600).tick();
        var beyond = Scenario.of(tracked()).service(4, 4).given(30, true, 600).tick();

        assertThat(inside.verdict()).isEqualTo("SCALE_OUT OVERRIDE 10");
        assertThat(inside.last().constraints().getFirst().name()).isEqualTo("bounds.max");
        assertThat(beyond.verdict()).isEqualTo("SCALE_OUT OVERRIDE 30");
    }

    @Test
    void expiresByADecisionOfItsOwnAtTheTickThatPassesIt() {
        var scenario = Scenario.of(tracked()).service(6, 6).paused(true, false, 30);
        scenario.complete("load", 20).tick();
        assertThat(scenario.state().dueAt()).isBeforeOrEqualTo(NOON.plusSeconds(30));

        for (int second = 0; second < 30; second++) {
            scenario.complete("load", 20).ticking(1);
        }

        var expired = only(scenario, "OVERRIDE_EXPIRED");
        assertThat(expired.at()).isEqualTo(NOON.plusSeconds(30));
        assertThat(expired.trigger()).isEqualTo(Trigger.TICK);
        assertThat(expired.verdict().explanation())
                .isEqualTo("the override expired: scale-in paused until 2026-05-04T12:00:30Z by anna: release");
        assertThat(scenario.verdict()).isEqualTo("SCALE_IN TARGET_TRACKING 3");
        assertThat(scenario.last().at()).isEqualTo(NOON.plusSeconds(30));
        assertThat(scenario.last().sequence()).isEqualTo(expired.sequence() + 1);
        assertThat(scenario.state().override()).isNull();
    }

    @Test
    void recordsTheVerdictAfterAnExpiryEvenWhenItIsTheOneBefore() {
        var scenario = Scenario.of(tracked()).service(4, 4).complete("load", 50).tick();
        scenario.after(1).paused(true, false, 5).tick();

        scenario.after(5).tick();

        assertThat(scenario.decisions())
                .extracting(decision -> decision.verdict().reason())
                .containsExactly("ON_TARGET", "OVERRIDE_SET", "ON_TARGET", "OVERRIDE_EXPIRED", "ON_TARGET");
    }

    @Test
    void endsAtOnceWhenResumed() {
        var scenario = Scenario.of(tracked()).service(6, 6).tick().paused(true, false, 600);
        scenario.complete("load", 20).tick();

        scenario.after(1).resumed();
        var lifted = scenario.last();
        scenario.tick();

        assertThat(lifted.verdict().reason()).isEqualTo("OVERRIDE_LIFTED");
        assertThat(lifted.trigger()).isEqualTo(Trigger.OVERRIDE);
        assertThat(lifted.verdict().explanation())
                .isEqualTo(
                        "lifted by ben: all is well; it was scale-in paused until 2026-05-04T12:10:00Z by anna: release");
        assertThat(scenario.verdict()).isEqualTo("SCALE_IN TARGET_TRACKING 3");
    }

    @Test
    void isReplacedByALaterOne() {
        var scenario = Scenario.of(tracked()).service(6, 6).tick().paused(true, false, 600);

        scenario.given(9, false, 60).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT OVERRIDE 9");
        assertThat(scenario.decisions())
                .extracting(decision -> decision.verdict().reason())
                .containsOnlyOnce("OVERRIDE")
                .doesNotContain("OVERRIDE_LIFTED");
    }

    @Test
    void saysNothingTwice() {
        var scenario = Scenario.of(tracked()).service(6, 6).tick().paused(true, false, 600);
        var again = scenario.state().override();
        int before = scenario.decisions().size();

        scenario.overridden(Objects.requireNonNull(again));

        assertThat(scenario.decisions()).hasSize(before);
    }

    @Test
    void isNotTakenInWhenItsTimeIsOver() {
        var scenario = Scenario.of(tracked()).service(6, 6).tick();
        int before = scenario.decisions().size();

        scenario.paused(true, true, 0);

        assertThat(scenario.state().override()).isNull();
        assertThat(scenario.decisions()).hasSize(before);
    }

    @Test
    void waitsAfterACommandOfItsOwnThatTookNoEffect() {
        var scenario = Scenario.of(tracked()).service(4, 4).given(9, false, 600).tick();

        scenario.settled(Result.NOT_APPLIED).after(1).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD COMMAND_FAILED 9");
        assertThat(scenario.commands()).hasSize(1);
    }

    @Test
    void doesNothingByHandUnderADisabledPolicy() {
        var scenario = Scenario.of(tracked().disabled())
                .service(4, 4)
                .given(9, false, 600)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("HELD DISABLED -");
    }

    @Test
    void movesEachEndOfBoundsOnlyInTheDirectionThatIsNotPaused() {
        var scenario = Scenario.of(policy().viaScalableTarget().between(1, 8))
                .observed(new Observation.ScalableTarget(2, 5))
                .paused(true, false, 600)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("SET_BOUNDS OVERRIDE_PAUSED -");
        assertThat(scenario.commands().getLast().order())
                .isEqualTo(new Order.Limits(new Bounds(2, 5), new Bounds(2, 8)));
    }

    @Test
    void sendsNothingWhileBothDirectionsArePaused() {
        var scenario = Scenario.of(policy().viaScalableTarget().between(1, 8))
                .observed(new Observation.ScalableTarget(2, 5))
                .paused(true, true, 600)
                .tick();

        assertThat(scenario.verdict()).isEqualTo("HELD OVERRIDE_PAUSED -");
        assertThat(scenario.commands()).isEmpty();
    }

    @Test
    void pinsAScalableTargetThatOnlyHasASchedule() {
        var scenario = Scenario.of(policy().viaScalableTarget().between(1, 8))
                .observed(new Observation.ScalableTarget(1, 8))
                .given(6, false, 600)
                .tick();

        assertThat(scenario.commands().getLast().order())
                .isEqualTo(new Order.Limits(new Bounds(1, 8), new Bounds(6, 6)));
    }

    @Test
    void widensTheBoundsOfAGroupForACapacityBeyondThem() {
        var scenario = Scenario.of(
                        policy().targets("asg/web").via(Actuation.BOUNDS).between(1, 4))
                .group(1, 4, 2)
                .given(6, true, 600)
                .tick();

        assertThat(scenario.commands().getLast().order())
                .isEqualTo(new Order.Limits(new Bounds(1, 4), new Bounds(1, 6), OptionalInt.of(6)));
    }

    private static Decided only(Scenario scenario, String reason) {
        var found = scenario.decisions().stream()
                .filter(decision -> decision.verdict().reason().equals(reason))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Policies tracked() {
        return policy().metric("load", false).tracking("load", 50);
    }
}
