package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.Policies;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DryRunTest {
    private static Policies tracking() {
        return policy().metric("load", false).tracking("load", 50).cooldown(0, 0);
    }

    /** Twenty looks at a service of two tasks under the same load, five seconds apart; a dry executor hears what it is told. */
    private static Scenario unchanged(Scenario scenario, double load) {
        for (int look = 0; look < 20; look++) {
            int told = scenario.commands().size();
            scenario.after(5).service(2, 2).complete("load", load).tick();
            if (scenario.commands().size() > told) {
                var order = (Order.Capacity) scenario.commands().getLast().order();
                scenario.settled(order.desired() == 2 ? Result.SKIPPED : Result.LEFT_OUT);
            }
        }
        return scenario;
    }

    private static Scenario doubled(Policies policy) {
        return Scenario.of(policy).service(2, 2).complete("load", 100).tick().settled(Result.LEFT_OUT);
    }

    @Test
    void commandsOnceWhatIsWantedForAsLongAsNothingChanges() {
        var scenario = unchanged(doubled(tracking().dryRun()), 100);

        assertThat(scenario.commands()).extracting(Commanded::order).containsExactly(new Order.Capacity(2, 4));
        assertThat(scenario.decisions())
                .extracting(made -> made.desired().getAsInt())
                .containsExactly(4, 4);
        assertThat(scenario.verdict()).startsWith("STEADY ");
    }

    @Test
    void commandsAgainWhenMoreOrLessIsWanted() {
        var scenario = doubled(tracking().dryRun());

        unchanged(scenario, 150);
        unchanged(scenario, 50);
        unchanged(scenario, 100);

        // Half of the first window under another load is of the one before.
        assertThat(scenario.commands())
                .extracting(Commanded::order)
                .containsExactly(
                        new Order.Capacity(2, 4),
                        new Order.Capacity(4, 5),
                        new Order.Capacity(5, 6),
                        new Order.Capacity(6, 4),
                        new Order.Capacity(4, 2),
                        new Order.Capacity(2, 3),
                        new Order.Capacity(3, 4));
    }

    @Test
    void coolsDownAsIfItHadBeenDone() {
        var scenario = doubled(tracking().cooldown(30, 60).dryRun());

        scenario.after(50).service(2, 2).complete("load", 20).tick();

        assertThat(scenario.verdict()).isEqualTo("HELD COOLDOWN 4");
        scenario.after(30).service(2, 2).complete("load", 20).tick();
        assertThat(scenario.verdict()).isEqualTo("SCALE_IN TARGET_TRACKING 1");
    }

    @Test
    void startsFromWhatAwsShowsOnceSomebodyElseChangesIt() {
        var scenario = doubled(tracking().dryRun());

        scenario.after(10).service(3, 3).complete("load", 100).tick();

        assertThat(scenario.commands())
                .extracting(Commanded::order)
                .containsExactly(new Order.Capacity(2, 4), new Order.Capacity(3, 6));
    }

    @Test
    void commandsInEarnestAtOnceWhenThePolicyNoLongerIsADryRun() {
        var scenario = unchanged(doubled(tracking().dryRun()), 100);

        scenario.policy(tracking().revision(2).build())
                .after(5)
                .service(2, 2)
                .complete("load", 100)
                .tick();

        assertThat(scenario.commands()).hasSize(2);
        assertThat(scenario.commands().getLast().order()).isEqualTo(new Order.Capacity(2, 4));
        assertThat(scenario.commands().getLast().execution().dryRun()).isFalse();
    }

    // Nobody tells the decider that an executor's own dry run is over.
    @Test
    void asksAgainAfterAWhileWhereOnlyTheExecutorIsDry() {
        var scenario = unchanged(doubled(tracking()), 100);
        assertThat(scenario.commands()).hasSize(1);

        scenario.after(200).service(2, 2).complete("load", 100).tick();

        assertThat(scenario.commands())
                .extracting(Commanded::order)
                .containsExactly(new Order.Capacity(2, 4), new Order.Capacity(2, 4));
    }

    @Test
    void tellsNobodyOfTasksThatWillNotCome() {
        assertThat(doubled(tracking().dryRun()).state().ordered()).isEmpty();
    }

    static Stream<Arguments> commandsOnceWhateverTheKindOfTarget() {
        Consumer<Scenario> group = scenario -> scenario.group(0, 20, 2);
        Consumer<Scenario> scalable = scenario -> scenario.observed(new Observation.ScalableTarget(2, 2));
        return Stream.of(
                Arguments.of(tracking().targets("asg/web").via(Actuation.DESIRED), group),
                Arguments.of(tracking().targets("asg/web").via(Actuation.BOUNDS), group),
                Arguments.of(
                        tracking()
                                .targets("appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits")
                                .viaScalableTarget(),
                        scalable));
    }

    @ParameterizedTest
    @MethodSource
    void commandsOnceWhateverTheKindOfTarget(Policies policy, Consumer<Scenario> look) {
        var scenario = Scenario.of(policy.dryRun());
        look.accept(scenario);
        scenario.complete("load", 100).tick().settled(Result.LEFT_OUT);

        for (int time = 0; time < 20; time++) {
            scenario.after(5);
            look.accept(scenario);
            scenario.complete("load", 100).tick();
        }

        assertThat(scenario.commands()).hasSize(1);
    }
}
