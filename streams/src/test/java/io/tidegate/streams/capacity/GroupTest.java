package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.streams.Policies;
import io.tidegate.streams.Schedules;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Auto Scaling groups: the same rules over other facts and other orders. */
class GroupTest {

    @Test
    void ordersADesiredCapacity() {
        var scenario = Scenario.of(group().metric("load", false).tracking("load", 50));

        scenario.group(0, 20, 2).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo("SCALE_OUT TARGET_TRACKING 4");
        assertThat(scenario.commands().getLast().order()).isEqualTo(new Order.Capacity(2, 4));
        assertThat(scenario.commands().getLast().id()).isEqualTo("asg/web|asg/web|1777896000000|1");
    }

    @Test
    void countsWhatIsOrderedAndNotSeenYet() {
        var scenario = Scenario.of(group().cooldown(0, 0).metric("load", false).atLeast("load", 80, 2));
        scenario.group(0, 20, 2).complete("load", 100).tick().settled(Result.APPLIED);

        scenario.after(1).complete("load", 100).tick();

        assertThat(scenario.commands().getLast().order()).isEqualTo(new Order.Capacity(4, 6));
    }

    @Test
    void staysInsideTheBoundsOfTheGroupItselfForAwsWouldRefuse() {
        var scenario = Scenario.of(group().metric("load", false).tracking("load", 50));

        scenario.group(0, 3, 2).complete("load", 100).tick();

        assertThat(scenario.commands().getLast().order()).isEqualTo(new Order.Capacity(2, 3));
        assertThat(scenario.last().constraints())
                .containsExactly(new Constraint("group.max", 4, 3, "max 3 of the group itself"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void writesTheBoundsWithTheCapacityInOneOrder(String name, Policies policy, int desired, Order.Limits order) {
        var scenario = Scenario.of(policy.via(Actuation.BOUNDS).between(2, 10));

        scenario.group(1, 4, desired).complete("load", 100).tick();

        assertThat(scenario.commands().getLast().order()).isEqualTo(order);
    }

    static Stream<Arguments> writesTheBoundsWithTheCapacityInOneOrder() {
        var before = new Bounds(1, 4);
        var wanted = new Bounds(2, 10);
        return Stream.of(
                arguments(
                        "both",
                        group().metric("load", false).tracking("load", 50),
                        3,
                        new Order.Limits(before, wanted, OptionalInt.of(6))),
                arguments(
                        "bounds while the load is on target",
                        group().metric("load", false).tracking("load", 100),
                        3,
                        new Order.Limits(before, wanted, OptionalInt.of(3))),
                arguments("bounds alone without rules", group(), 3, new Order.Limits(before, wanted)));
    }

    @Test
    void movesToACapacityWithTheBoundsInOneOrder() {
        var scenario = Scenario.of(group().via(Actuation.BOUNDS)
                .between(2, 10)
                .scheduled(Schedules.move("doors", "at(2026-05-04T12:00:30)", 7)));
        scenario.group(2, 10, 3).tick().ticking(30).settled(Result.APPLIED);

        scenario.after(5).group(2, 10, 7).ticking(60);

        assertThat(scenario.commands())
                .extracting(Commanded::order)
                .containsExactly(new Order.Limits(new Bounds(2, 10), new Bounds(2, 10), OptionalInt.of(7)));
    }

    @Test
    void writesBoundsOnceAndCountsThemAsCarriedOut() {
        var scenario = Scenario.of(group().via(Actuation.BOUNDS)
                .between(2, 10)
                .metric("load", false)
                .tracking("load", 50));
        scenario.group(1, 4, 3).complete("load", 100).tick();

        scenario.after(1).complete("load", 100).tick();

        assertThat(scenario.commands()).hasSize(1);
        assertThat(scenario.last().verdict().outcome()).isEqualTo(Output.Verdict.Outcome.STEADY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void leavesAGroupAloneThatIsNotItsOwnToScale(Observation.Group group, String verdict) {
        var scenario = Scenario.of(group().metric("load", false).tracking("load", 50));

        scenario.observed(group).complete("load", 100).tick();

        assertThat(scenario.verdict()).isEqualTo(verdict);
        assertThat(scenario.commands()).isEmpty();
    }

    static Stream<Arguments> leavesAGroupAloneThatIsNotItsOwnToScale() {
        return Stream.of(
                arguments(
                        new Observation.Group(0, 9, 2, 2, 0, 0, Optional.of("Delete in progress"), false),
                        "HELD NOT_ACTIVE -"),
                arguments(new Observation.Group(0, 9, 2, 2, 0, 0, Optional.empty(), true), "HELD ECS_MANAGED -"));
    }

    @Test
    void holdsWhenTheGroupWasNotSeenForAMinute() {
        var scenario = Scenario.of(group().metric("load", false).tracking("load", 50));
        scenario.group(0, 20, 2).complete("load", 50).tick();

        scenario.ticking(60);

        assertThat(scenario.verdict()).isEqualTo("HELD OBSERVATION_STALE -");
    }

    private static Policies group() {
        return policy().targets("asg/web").via(Actuation.DESIRED);
    }
}
