package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static io.tidegate.streams.capacity.Scenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.journal.Input.Change;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Rival;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import io.tidegate.streams.policy.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows when AWS shows another value than the last own command set: 8 tasks at noon in most rows. */
class ForeignWriteTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    static Stream<Arguments> judges() {
        return Stream.of(
                row("a lower value is restored", life -> life.service(3, 3).tick(), "SCALE_OUT FOREIGN_WRITE 8"),
                row("a higher value is restored", life -> life.service(10, 8).tick(), "SCALE_IN FOREIGN_WRITE 8"),
                row("what is ours is left alone", life -> life.service(8, 8).tick(), "HELD METRIC_MISSING 8"),
                row(
                        "more that the rules want is set instead",
                        life -> life.after(40)
                                .service(3, 8)
                                .complete("load", 70)
                                .tick(),
                        "SCALE_OUT FOREIGN_WRITE 10"),
                row(
                        "less that the rules want waits until it is restored",
                        life -> life.after(120)
                                .service(3, 3)
                                .complete("load", 10)
                                .tick(),
                        "SCALE_OUT FOREIGN_WRITE 8"),
                row(
                        "tasks that are needed by now are kept",
                        life -> life.after(120)
                                .service(10, 10)
                                .complete("load", 50)
                                .tick(),
                        "STEADY FOREIGN_WRITE 10"),
                row(
                        "tasks that are not needed are taken away within a cooldown",
                        life -> life.service(10, 10).complete("load", 40).tick(),
                        "SCALE_IN FOREIGN_WRITE 8"),
                row(
                        "a scale-in waits for a deployment",
                        life -> life.observed(new Observation.Service("ACTIVE", 10, 8, 2, true))
                                .tick(),
                        "HELD FOREIGN_WRITE 10"),
                row(
                        "a scale-out does not wait for a deployment",
                        life -> life.observed(new Observation.Service("ACTIVE", 3, 3, 0, true))
                                .tick(),
                        "SCALE_OUT FOREIGN_WRITE 8"),
                row(
                        "a pause of its direction holds it",
                        life -> life.paused(false, true, 600).service(3, 3).tick(),
                        "HELD OVERRIDE_PAUSED 3"),
                row(
                        "a pause of the other direction does not",
                        life -> life.paused(true, false, 600).service(3, 3).tick(),
                        "SCALE_OUT FOREIGN_WRITE 8"),
                row(
                        "a capacity by hand takes its place",
                        life -> life.given(8, false, 600).service(3, 3).tick(),
                        "SCALE_OUT OVERRIDE 8"),
                row(
                        "the value of an earlier command is a stale write",
                        life -> life.after(120)
                                .service(8, 8)
                                .complete("load", 25)
                                .tick()
                                .settled(Result.APPLIED)
                                .after(11)
                                .service(8, 8)
                                .tick(),
                        "SCALE_IN STALE_WRITE 4"),
                row(
                        "a service that went has nothing of ours",
                        life -> life.observed(new Observation.Nothing())
                                .service(3, 3)
                                .tick(),
                        "HELD METRIC_MISSING 3"),
                row(
                        "a service that is being deleted has nothing of ours",
                        life -> life.observed(new Observation.Service("DRAINING", 8, 8, 0, false))
                                .after(1)
                                .service(3, 3)
                                .tick(),
                        "HELD METRIC_MISSING 3"),
                row(
                        "after it was disabled for a while nothing is ours",
                        life -> life.policy(tracked().disabled().revision(2).build())
                                .policy(tracked().revision(3).build())
                                .service(3, 3)
                                .tick(),
                        "HELD METRIC_MISSING 3"));
    }

    private static Arguments row(String name, UnaryOperator<Scenario> then, String verdict) {
        return Arguments.of(name, then, verdict);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void judges(String name, UnaryOperator<Scenario> then, String verdict) {
        var life = then.apply(applied(tracked()).after(11));

        assertThat(life.verdict()).isEqualTo(verdict);
    }

    @Test
    void saysWhatWasThereWhatIsAndWhatAwsTellsOfIt() {
        var change = new Change(Change.Kind.DEPLOYMENT, "ecs-svc/1", NOON.plusSeconds(9), "web:8 in progress");
        var life = applied(tracked()).after(11).observed(service(3), Optional.of(change), Optional.empty());

        life.tick();

        assertThat(life.last().verdict().explanation())
                .isEqualTo("AWS has 3 where 8 was applied at 2026-05-04T12:00:00Z: somebody else wrote it (deployment"
                        + " ecs-svc/1 at 2026-05-04T12:00:09Z: web:8 in progress); set to 8");
        assertThat(life.last().constraints())
                .extracting(Output.Constraint::name, Output.Constraint::before, Output.Constraint::after)
                .containsExactly(tuple("foreign.desired", 8, 3));
        assertThat(orders(life)).endsWith(new Order.Capacity(3, 8));
    }

    @Test
    void believesNoObservationThatMayNotShowItsOwnWriteYet() {
        var life = applied(tracked()).after(10).service(3, 3).tick();

        assertThat(life.commands()).hasSize(1);
        assertThat(life.state().actions().writes().foreign()).isNull();

        life.after(1).service(3, 3).tick();

        assertThat(life.verdict()).isEqualTo("SCALE_OUT FOREIGN_WRITE 8");
    }

    @Test
    void waitsForACommandThatIsOnItsWay() {
        var life = Scenario.of(tracked()).service(4, 4).complete("load", 100).tick();

        life.after(11).service(5, 5).tick();

        assertThat(life.commands()).hasSize(1);
        assertThat(life.state().actions().writes().foreign()).isNull();
    }

    @Test
    void takesForItsOwnWhatAwsHadAlready() {
        var life = Scenario.of(tracked()).service(4, 4).complete("load", 100).tick();
        life.settled(Result.THERE).after(11).service(3, 3).tick();

        assertThat(life.verdict()).isEqualTo("SCALE_OUT FOREIGN_WRITE 8");
    }

    @Test
    void takesForItsOwnACommandWhoseEffectNobodyCouldTell() {
        var life =
                applied(tracked()).after(60).service(8, 8).complete("load", 25).tick();
        life.settled(Result.NOT_APPLIED).after(11).service(4, 4).tick();

        assertThat(life.last().verdict().reason()).doesNotContain("WRITE");
        assertThat(life.state().actions().writes().applied())
                .extracting(Writes.Own::sequence)
                .isEqualTo(2L);
    }

    @Test
    void restoresWhatAnEarlierCommandSetsAgainWhateverThePolicySays() {
        var life = applied(yielding())
                .after(120)
                .service(8, 8)
                .complete("load", 25)
                .tick();
        life.settled(Result.APPLIED).after(11).service(8, 8).tick();

        assertThat(life.verdict()).isEqualTo("SCALE_IN STALE_WRITE 4");
        assertThat(life.last().verdict().explanation()).contains("an earlier command of ours once more");
    }

    @Test
    void takesTheNumberOfAnHourAgoForACoincidence() {
        var life = applied(yielding())
                .after(120)
                .service(8, 8)
                .complete("load", 25)
                .tick();
        life.settled(Result.APPLIED).after(3600).service(8, 8).tick();

        assertThat(life.verdict()).isEqualTo("HELD FOREIGN_WRITE 8");
    }

    @Test
    void yieldsWhatTwoObservationsShowed() {
        var life = applied(yielding()).after(11).service(3, 3).tick();
        assertThat(life.verdict()).isEqualTo("HELD FOREIGN_WRITE 3");

        life.after(5).service(3, 3).tick();

        assertThat(life.verdict()).isEqualTo("HELD FOREIGN_WRITE_YIELDED 3");
        assertThat(life.last().verdict().until()).isEqualTo(NOON.plusSeconds(16).plus(HALF_AN_HOUR));
        assertThat(life.last().verdict().explanation()).endsWith("left as it is until 2026-05-04T12:30:16Z");
        assertThat(life.commands()).hasSize(1);
    }

    @Test
    void doesNotYieldToWhatOneObservationShowed() {
        var life = applied(yielding()).after(11).service(3, 3).tick();

        life.after(5).service(8, 8).tick();

        assertThat(life.last().verdict().reason()).isNotEqualTo("FOREIGN_WRITE_YIELDED");
        assertThat(life.state().actions().writes().yielded()).isNull();
    }

    @Test
    void commandsNothingWhileItYieldsButWhatIsGivenByHand() {
        var life = yielded().after(30).service(3, 3).complete("load", 100).ticking(5);
        assertThat(life.commands()).hasSize(1);

        life.given(6, false, 600).tick();

        assertThat(life.verdict()).isEqualTo("SCALE_OUT OVERRIDE 6");
        assertThat(life.state().actions().writes().yielded()).isNull();
    }

    @Test
    void letsTheBoundsOfAScheduleWaitWhileItYields() {
        var life = applied(yielding().between(1, 10)).after(11);
        life.service(3, 3).after(5).service(3, 3).tick();

        life.policy(yielding().between(5, 10).revision(2).build())
                .after(5)
                .service(3, 3)
                .tick();

        assertThat(life.verdict()).isEqualTo("HELD FOREIGN_WRITE_YIELDED 3");
        assertThat(life.commands()).hasSize(1);
    }

    @Test
    void beginsTheSpanAnewWithAnotherForeignWrite() {
        var life = yielded().after(600).service(5, 5).tick();
        life.after(5).service(5, 5).tick();

        assertThat(life.verdict()).isEqualTo("HELD FOREIGN_WRITE_YIELDED 5");
        assertThat(life.last().verdict().until())
                .isEqualTo(NOON.plusSeconds(16 + 600 + 5).plus(HALF_AN_HOUR));
        assertThat(life.commands()).hasSize(1);
    }

    @Test
    void yieldsNoLongerWhenSomebodyPutsBackWhatWasOurs() {
        var life = yielded().after(600).service(8, 8).tick();
        life.after(5).service(8, 8).tick();

        assertThat(life.state().actions().writes().yielded()).isNull();
        assertThat(life.last().verdict().reason()).isEqualTo("METRIC_MISSING");
    }

    @Test
    void startsFromWhatIsThereWhenTheSpanEnds() {
        var life = yielded();
        int step = 5;
        for (int passed = 0; passed < HALF_AN_HOUR.toSeconds() + step; passed += step) {
            life.service(3, 3).complete("load", 50).ticking(step);
        }

        assertThat(life.commands()).hasSize(1);
        assertThat(life.verdict()).isEqualTo("STEADY ON_TARGET 3");

        life.after(11).service(7, 7).tick();
        assertThat(life.verdict()).isEqualTo("HELD FOREIGN_WRITE 7");
    }

    @Test
    void judgesAnewWhenThePolicyYieldsNoLonger() {
        var life = yielded()
                .policy(tracked().revision(2).build())
                .after(5)
                .service(3, 3)
                .tick();

        assertThat(life.verdict()).isEqualTo("SCALE_OUT FOREIGN_WRITE 8");
    }

    @Test
    void boundsAFightAndSaysThatThereIsOne() {
        var life = applied(tracked());
        for (int round = 0; round < 3; round++) {
            life.after(15).service(3, 3).tick().settled(Result.APPLIED);
            assertThat(life.verdict()).isEqualTo("SCALE_OUT FOREIGN_WRITE 8");
        }

        life.after(15).service(3, 3).tick();
        assertThat(life.verdict()).isEqualTo("HELD FOREIGN_WRITER_FIGHTS 3");
        assertThat(life.last().verdict().until()).isEqualTo(NOON.plusSeconds(45 + 60));
        assertThat(life.last().verdict().explanation()).contains("restored 3 times within 10 minutes");

        life.after(45).service(3, 3).tick();
        assertThat(life.verdict()).isEqualTo("SCALE_OUT FOREIGN_WRITER_FIGHTS 8");
    }

    @Test
    void forgetsAFightThatIsOver() {
        var life = applied(tracked());
        for (int round = 0; round < 3; round++) {
            life.after(15).service(3, 3).tick().settled(Result.APPLIED);
        }

        life.after(601).service(3, 3).tick();

        assertThat(life.verdict()).isEqualTo("SCALE_OUT FOREIGN_WRITE 8");
    }

    @Test
    void restoresTheCapacityOfAGroup() {
        var life = Scenario.of(tracked().targets("asg/web").via(Actuation.DESIRED))
                .group(1, 20, 4)
                .complete("load", 100)
                .tick()
                .settled(Result.APPLIED);

        life.after(11).group(1, 20, 3).tick();

        assertThat(life.verdict()).isEqualTo("SCALE_OUT FOREIGN_WRITE 8");
        assertThat(orders(life)).endsWith(new Order.Capacity(3, 8));
    }

    @Test
    void restoresTheBoundsOfAGroupWithItsCapacity() {
        var life = Scenario.of(tracked().targets("asg/web").via(Actuation.BOUNDS))
                .group(1, 10, 4)
                .complete("load", 100)
                .tick()
                .settled(Result.APPLIED);

        life.after(11).group(1, 20, 8).tick();

        assertThat(life.verdict()).isEqualTo("SET_BOUNDS FOREIGN_WRITE 8");
        assertThat(life.last().constraints())
                .extracting(Output.Constraint::name, Output.Constraint::before, Output.Constraint::after)
                .containsExactly(tuple("foreign.max", 10, 20));
        assertThat(((Order.Limits) orders(life).getLast()).wanted()).isEqualTo(new Bounds(1, 10));
    }

    @Test
    void leavesTheCapacityOfAGroupToOthersWhereOnlyItsBoundsAreOurs() {
        var life = Scenario.of(policy().targets("asg/web").via(Actuation.BOUNDS).between(2, 6))
                .group(1, 10, 4)
                .tick()
                .settled(Result.APPLIED);

        life.after(11).group(2, 6, 5).tick();
        assertThat(life.commands()).hasSize(1);

        life.after(5).group(0, 6, 5).tick();
        assertThat(life.last().verdict().reason()).isEqualTo("FOREIGN_WRITE");
        assertThat(orders(life)).endsWith(new Order.Limits(new Bounds(0, 6), new Bounds(2, 6)));
    }

    @Test
    void restoresThePinOfAScalableTarget() {
        var life = Scenario.of(tracked().viaScalableTarget())
                .observed(new Observation.ScalableTarget(4, 4))
                .service(4, 4)
                .complete("load", 100)
                .tick()
                .settled(Result.APPLIED);

        life.after(11)
                .service(8, 8)
                .observed(new Observation.ScalableTarget(2, 20))
                .tick();

        assertThat(life.verdict()).isEqualTo("SET_BOUNDS FOREIGN_WRITE 8");
        assertThat(orders(life)).endsWith(new Order.Limits(new Bounds(2, 20), new Bounds(8, 8)));
    }

    @Test
    void restoresTheScheduledBoundsOfAScalableTarget() {
        var life = Scenario.of(policy().viaScalableTarget().between(2, 6))
                .observed(new Observation.ScalableTarget(1, 9))
                .tick()
                .settled(Result.APPLIED);

        life.after(11).observed(new Observation.ScalableTarget(0, 9)).tick();

        assertThat(life.last().verdict().reason()).isEqualTo("FOREIGN_WRITE");
        assertThat(orders(life)).endsWith(new Order.Limits(new Bounds(0, 9), new Bounds(2, 6)));
    }

    @Test
    void leavesTheCapacityToOthersWhereAScheduleAloneDecides() {
        var life = Scenario.of(policy().between(6, 10)).service(2, 2).tick().settled(Result.APPLIED);

        life.after(11).service(7, 7).tick();

        assertThat(life.verdict()).isEqualTo("STEADY NO_RULE_ASKS 7");
        assertThat(life.commands()).hasSize(1);
    }

    @Test
    void tellsOnceThatAwsScalesTheTargetToo() {
        var rivals = Optional.of(List.of(new Rival("cpu-60", "TargetTrackingScaling")));
        var life = Scenario.of(tracked())
                .observed(service(4), Optional.empty(), rivals)
                .tick();

        life.after(5).observed(service(4), Optional.empty(), rivals).tick();

        var told = life.decisions().stream()
                .filter(decided -> decided.verdict().reason().equals("AWS_SCALES_TOO"))
                .toList();
        assertThat(told).singleElement().satisfies(decided -> {
            assertThat(decided.verdict().outcome()).isEqualTo(Output.Verdict.Outcome.STEADY);
            assertThat(decided.verdict().explanation())
                    .isEqualTo("AWS also scales the target: TargetTrackingScaling cpu-60");
        });
        assertThat(life.last().verdict().reason()).isEqualTo("METRIC_MISSING");
    }

    @Test
    void tellsWhenAwsScalesTheTargetNoLonger() {
        var rivals = Optional.of(List.of(new Rival("cpu-60", "TargetTrackingScaling")));
        var life = Scenario.of(tracked())
                .observed(service(4), Optional.empty(), rivals)
                .tick();

        life.after(5)
                .observed(service(4), Optional.empty(), Optional.of(List.of()))
                .tick();

        assertThat(life.decisions())
                .extracting(decided -> decided.verdict().explanation())
                .contains("no scaling policy of AWS scales the target any more");
    }

    @Test
    void makesARestoringDecisionAgainFromItsBasis() {
        var life = applied(tracked()).after(11).service(3, 3).tick();
        var recorded = life.last();

        var again = new CapacityDecider()
                .again((CapacityState) Objects.requireNonNull(recorded.basis()), recorded.at(), recorded.trigger());

        assertThat(again).isEqualTo(recorded);
    }

    private static Scenario yielded() {
        var life = applied(yielding()).after(11).service(3, 3).tick();
        return life.after(5).service(3, 3).tick();
    }

    // 8 tasks, by a command that took effect at noon.
    private static Scenario applied(Policies policy) {
        return Scenario.of(policy).service(4, 4).complete("load", 100).tick().settled(Result.APPLIED);
    }

    private static Policies tracked() {
        return policy().metric("load", false).tracking("load", 50);
    }

    private static Policies yielding() {
        return tracked()
                .carriedOut(new Execution(
                        Execution.Mode.ENFORCE, Execution.DEFAULT_PRIORITY, new Execution.Yield(HALF_AN_HOUR)));
    }

    private static Observation service(int desired) {
        return new Observation.Service("ACTIVE", desired, desired, 0, false);
    }

    private static List<Order> orders(Scenario life) {
        return life.commands().stream().map(Commanded::order).toList();
    }
}
