package io.tidegate.streams.shadow;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.MetricInput;
import io.tidegate.streams.Policies;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.ManualOverride;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShadowPartitionTest {
    private final Shadows shadows = new Shadows(false);

    private static Policies tracking(String name, double target) {
        return policy().named(name)
                .shadow()
                .between(1, 40)
                .cooldown(60, 0)
                .metric("cpu", false)
                .tracking("cpu", target);
    }

    private static List<Decision> outs(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.getOutcome() == DecisionOutcome.SCALE_OUT)
                .toList();
    }

    @Test
    void decidesOnTheMetricThatItsOwnCapacityWouldHave() {
        shadows.apply(tracking("calm", 40).build());

        // 4 tasks at 80 %: at 40 % it takes 8 of them, and then no more.
        shadows.pass(180, 4, "cpu", 80);

        assertThat(shadows.capacity("calm"))
                .hasValueSatisfying(capacity -> assertThat(capacity.running()).isEqualTo(8));
        assertThat(outs(shadows.decisions()))
                .singleElement()
                .returns(4, Decision::getCurrent)
                .returns(8, Decision::getDesired)
                .returns("calm", Decision::getPolicy)
                .returns(null, Decision::getCommandId);
        assertThat(shadows.decisions().getLast().getInputs()).singleElement().returns(40.0, MetricInput::getValue);
    }

    @Test
    void hasWhatItOrdersOnlyAfterAStartUp() {
        shadows.apply(tracking("calm", 40).build());
        shadows.pass(20, 4, "cpu", 80);

        var before = shadows.capacity("calm").orElseThrow();
        shadows.pass(45, 4, "cpu", 80);
        var after = shadows.capacity("calm").orElseThrow();

        assertThat(before.desired()).isEqualTo(8);
        assertThat(before.running()).isEqualTo(4);
        assertThat(after.running()).isEqualTo(8);
    }

    @Test
    void startsAsFastAsTheRealTargetDoes() {
        shadows.apply(tracking("calm", 40).build());
        shadows.observe(4, 4);
        shadows.pass(1, 4, "cpu", 40);
        shadows.observe(6, 4);
        shadows.pass(8, 6, "cpu", 40);
        shadows.pass(20, 6, "cpu", 80);

        var starting = shadows.capacity("calm").orElseThrow();

        assertThat(starting.running())
                .as("a start was seen to take less than 10 s")
                .isGreaterThan(4);
    }

    @Test
    void keepsItsCapacityWhateverProductionDoes() {
        shadows.apply(tracking("calm", 40).build());
        shadows.pass(180, 4, "cpu", 80);

        // Production doubles, and its CPU falls: what is asked is the same.
        shadows.pass(180, 8, "cpu", 40);

        assertThat(outs(shadows.decisions())).hasSize(1);
        assertThat(shadows.capacity("calm"))
                .hasValueSatisfying(capacity -> assertThat(capacity.desired()).isEqualTo(8));
    }

    @Test
    void seesWhatDependsOnNoCapacityAsItIs() {
        shadows.apply(policy().named("queue")
                .shadow()
                .between(1, 40)
                .metric("depth", false)
                .atLeast("depth", 100, 4)
                .build());

        shadows.pass(60, 4, "depth", 70);

        assertThat(shadows.decisions().getLast().getInputs()).singleElement().returns(70.0, MetricInput::getValue);
    }

    @Test
    void tellsThatASaturatedMetricMayHideMore() {
        shadows.apply(tracking("calm", 40).build());

        shadows.pass(60, 4, "cpu", 100);

        assertThat(outs(shadows.decisions()).getFirst().getInputs())
                .singleElement()
                .returns("CENSORED", MetricInput::getProblem)
                .returns(100.0, MetricInput::getValue);
    }

    @Test
    void watchesATargetWithAnyNumberOfPoliciesEachOnItsOwn() {
        shadows.apply(tracking("calm", 40).build());
        shadows.apply(tracking("brisk", 20).build());

        shadows.pass(300, 4, "cpu", 80);

        assertThat(shadows.capacity("calm"))
                .hasValueSatisfying(capacity -> assertThat(capacity.running()).isEqualTo(8));
        assertThat(shadows.capacity("brisk"))
                .hasValueSatisfying(capacity -> assertThat(capacity.running()).isEqualTo(16));
    }

    @Test
    void takesNoOutcomeOfProductionForItsOwn() {
        shadows.apply(tracking("calm", 40).build());
        shadows.pass(20, 4, "cpu", 80);
        var before = shadows.capacity("calm");

        shadows.happens(new Input.Settled(
                Policies.TARGET,
                "cluster/demo|ecs/demo/web|%d|1"
                        .formatted(Shadows.NOON.plusSeconds(1).toEpochMilli()),
                Input.Result.NOT_APPLIED,
                shadows.now()));
        shadows.pass(1, 4, "cpu", 80);

        assertThat(shadows.capacity("calm")).isEqualTo(before);
    }

    @Test
    void ignoresPoliciesThatDrive() {
        shadows.apply(policy().named("live")
                .between(2, 4)
                .metric("cpu", false)
                .tracking("cpu", 50)
                .build());

        shadows.pass(30, 4, "cpu", 80);

        assertThat(shadows.decisions()).isEmpty();
        assertThat(shadows.capacity("live")).isEmpty();
    }

    @Test
    void letsGoOfATargetWhenItIsDeleted() {
        shadows.apply(tracking("calm", 40).build());
        shadows.pass(30, 4, "cpu", 80);

        shadows.delete("calm");

        assertThat(shadows.decisions().getLast().getOutcome()).isEqualTo(DecisionOutcome.RELEASED);
        assertThat(shadows.capacity("calm")).isEmpty();
    }

    @Test
    void isHeldByAnOverrideAsItWouldBeInForce() {
        shadows.apply(tracking("calm", 40).build());
        shadows.pass(20, 4, "cpu", 30);
        var pause = new ManualOverride(
                true,
                true,
                OptionalInt.empty(),
                false,
                "anna",
                "release",
                shadows.now().plusSeconds(600));
        var entries = new TreeMap<String, ManualOverride>();
        entries.put(Policies.TARGET, pause);

        shadows.happens(new Overridden("cluster/demo", entries, "anna", "release"));
        shadows.pass(60, 4, "cpu", 80);

        assertThat(outs(shadows.decisions())).isEmpty();
        assertThat(shadows.decisions()).extracting(Decision::getReason).contains("OVERRIDE_SET");
    }

    @Test
    void beginsAnewWithWhatIsThereAfterTheTargetWasGone() {
        shadows.apply(tracking("calm", 40).build());
        shadows.pass(180, 4, "cpu", 80);

        shadows.happens(new Input.Observed(Policies.TARGET, shadows.now(), new Input.Observation.Nothing()));
        shadows.pass(10, 2, "cpu", 40);

        assertThat(shadows.capacity("calm"))
                .hasValueSatisfying(capacity -> assertThat(capacity.running()).isEqualTo(2));
    }

    @Test
    void decidesTheSameWithARestartBeforeEveryEntry() {
        var random = new SplittableRandom(7);
        var restarting = new Shadows(true);
        for (var each : List.of(shadows, restarting)) {
            each.apply(tracking("calm", 40).build());
            each.apply(tracking("brisk", 20).build());
            each.apply(policy().named("bounds")
                    .viaScalableTarget()
                    .shadow()
                    .between(1, 40)
                    .metric("cpu", true)
                    .tracking("cpu", 60)
                    .build());
        }

        for (int i = 0; i < 60; i++) {
            int seconds = random.nextInt(1, 20);
            int real = random.nextInt(1, 12);
            double cpu = random.nextDouble(100);
            shadows.pass(seconds, real, "cpu", cpu);
            restarting.pass(seconds, real, "cpu", cpu);
        }

        assertThat(shadows.decisions("calm")).hasSizeGreaterThan(10);
        assertThat(shadows.decisions("bounds")).hasSizeGreaterThan(3);
        assertThat(restarting.decisions()).isEqualTo(shadows.decisions());
    }
}
