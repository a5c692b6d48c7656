package io.tidegate.streams.cluster;

import static io.tidegate.streams.ClusterPolicies.CLUSTER;
import static io.tidegate.streams.cluster.Fleets.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people decide about a cluster's instances, for a time. */
class ClusterOverrideTest {
    private static final Resources HALF = Resources.of(500, 500);
    private static final Map<String, Integer> FULL = Map.of("web", 2);

    private final ClusterDecider decider = new ClusterDecider();
    private final List<Output> outputs = new ArrayList<>();
    private ClusterState state = ClusterState.taken(CLUSTER, CLUSTER, policy());
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    ClusterOverrideTest() {
        tick(); // From here on events have a number.
        outputs.clear();
    }

    @Test
    void holdsAScaleOutThatIsPaused() {
        see(fleet().service("web", HALF, 4).instance("a", FULL));
        override(paused(false, true)).tick();

        assertThat(verdicts()).containsExactly("HELD OVERRIDE_SET -", "HELD OVERRIDE_PAUSED 1");
        assertThat(last().raw()).hasValue(2);
        assertThat(last().constraints().getFirst().name()).isEqualTo("override");
        assertThat(last().verdict().explanation())
                .isEqualTo("1 more instances for tasks that lack CPU; but scale-out paused until 2026-01-01T00:10:00Z"
                        + " by anna: release");
        assertThat(orders()).isEmpty();
    }

    @Test
    void holdsAScaleInThatIsPaused() {
        see(idle());
        override(paused(true, false)).tick();

        assertThat(verdicts().getLast()).isEqualTo("HELD OVERRIDE_PAUSED 2");
        assertThat(orders()).isEmpty();
    }

    @Test
    void leavesTheOtherDirectionAlone() {
        see(fleet().service("web", HALF, 4).instance("a", FULL));
        override(paused(true, false)).tick();

        assertThat(orders()).containsExactly(new Order.Capacity(1, 2));
    }

    @Test
    void terminatesNothingWhileScaleInIsPaused() {
        see(fleet().draining("a", Map.of()).service("web", HALF, 2).instance("b", FULL));
        override(paused(true, false)).tick();

        assertThat(verdicts().getLast()).isEqualTo("HELD OVERRIDE_PAUSED 1");
        assertThat(orders()).isEmpty();
    }

    @Test
    void setsTheCapacityThatIsGivenByHandWhateverCoolsDown() {
        see(fleet().service("web", HALF, 4).instance("a", FULL)).tick();
        apply(1).after(1)
                .see(fleet().service("web", HALF, 4).instance("a", FULL).launching(1));
        override(given(5, false)).tick();

        assertThat(verdicts().getLast()).isEqualTo("SCALE_OUT OVERRIDE 5");
        assertThat(orders()).containsExactly(new Order.Capacity(1, 2), new Order.Capacity(2, 5));
    }

    @Test
    void drainsTheEmptiestForALowerCapacityAndLetsTheGroupReplaceNone() {
        see(fleet().service("web", HALF, 3)
                .instance("a", FULL)
                .instance("b", Map.of("web", 1))
                .instance("c", Map.of()));
        override(given(1, false)).tick();
        var drained = List.copyOf(orders());
        apply(1).apply(2).after(1);
        see(fleet().service("web", HALF, 3)
                        .instance("a", FULL)
                        .draining("b", Map.of("web", 1))
                        .draining("c", Map.of()))
                .tick();

        assertThat(drained)
                .containsExactly(new Order.Drain("demo", "c", "arn:c"), new Order.Drain("demo", "b", "arn:b"));
        assertThat(orders().getLast()).isEqualTo(new Order.Terminate("demo", "c", "arn:c", true));
        assertThat(verdicts()).contains("SCALE_IN OVERRIDE 1", "SCALE_IN DRAINED 1");
    }

    @Test
    void keepsACapacityGivenByHandInsideTheBoundsUnlessToldOtherwise() {
        see(idle());
        override(given(9, false)).tick();
        var inside = verdicts().getLast();
        override(given(9, true)).tick();

        assertThat(inside).isEqualTo("SCALE_OUT OVERRIDE 6");
        assertThat(verdicts().getLast()).isEqualTo("SCALE_OUT OVERRIDE 9");
    }

    @Test
    void neverLeavesTheBoundsOfTheGroupItself() {
        see(idle().between(0, 4));
        override(given(9, true)).tick();

        assertThat(orders()).containsExactly(new Order.Capacity(2, 4));
        assertThat(last().constraints().getFirst().name()).isEqualTo("bounds.max");
    }

    @Test
    void holdsWhereACapacityGivenByHandIsThereAlready() {
        see(idle());
        override(given(2, false)).tick();

        assertThat(verdicts().getLast()).isEqualTo("HELD OVERRIDE 2");
        assertThat(last().verdict().until()).isEqualTo(now.plusSeconds(600));
    }

    @Test
    void saysWhoStaysWhenTooFewCanGo() {
        see(fleet().protectedInstance("a", Map.of()).instance("b", Map.of()));
        override(given(0, false)).tick();

        assertThat(orders()).containsExactly(new Order.Drain("demo", "b", "arn:b"));
        assertThat(last().verdict().explanation()).contains("b are drained; the others are protected");
    }

    @Test
    void drainsNothingByHandWhereEcsDrainsByItself() {
        see(idle().managed(false, true));
        override(given(1, false)).tick();

        assertThat(verdicts().getLast()).isEqualTo("HELD OVERRIDE 2");
        assertThat(last().verdict().explanation()).contains("capacity provider capacity drains instances by itself");
    }

    @Test
    void leavesAGroupAloneThatEcsScalesByHandAsWell() {
        see(idle().managed(true, true));
        override(given(5, false)).tick();

        assertThat(verdicts().getLast()).isEqualTo("HELD MANAGED_SCALING -");
    }

    @Test
    void expiresByADecisionOfItsOwnAndGoesOn() {
        see(idle());
        override(paused(true, true)).tick();
        after(600).see(idle()).tick();

        assertThat(verdicts().subList(2, 4)).containsExactly("STEADY OVERRIDE_EXPIRED -", "SCALE_IN BUDGET 1");
        assertThat(state.override()).isNull();
    }

    @Test
    void isDueWhenItExpires() {
        see(idle());
        override(paused(true, true)).tick();

        assertThat(state.dueAt()).isBeforeOrEqualTo(now.plusSeconds(600));
    }

    private static Fleets idle() {
        return fleet().instance("a", Map.of()).instance("b", Map.of());
    }

    private ManualOverride paused(boolean in, boolean out) {
        return new ManualOverride(in, out, OptionalInt.empty(), false, "anna", "release", now.plusSeconds(600));
    }

    private ManualOverride given(int capacity, boolean beyondBounds) {
        return new ManualOverride(
                false, false, OptionalInt.of(capacity), beyondBounds, "anna", "release", now.plusSeconds(600));
    }

    private ClusterOverrideTest override(ManualOverride entry) {
        return take(decider.override(
                state, new Overridden(CLUSTER, new TreeMap<>(Map.of(CLUSTER, entry)), "anna", "release"), now));
    }

    private ClusterOverrideTest see(Fleets fleet) {
        var seen = new Observation.Cluster(Sightings.of(fleet.build()));
        return take(decider.observe(state, new Observed(CLUSTER, now, seen)));
    }

    private ClusterOverrideTest apply(long sequence) {
        return take(
                decider.settle(state, new Settled("asg/demo", state.commandId(sequence), Result.APPLIED, now), now));
    }

    private ClusterOverrideTest after(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    private void tick() {
        take(decider.tick(state, now));
    }

    private ClusterOverrideTest take(Step<ClusterState> step) {
        state = Objects.requireNonNull(step.next());
        outputs.addAll(step.outputs());
        return this;
    }

    private List<Order> orders() {
        return outputs.stream()
                .filter(Commanded.class::isInstance)
                .map(output -> ((Commanded) output).order())
                .toList();
    }

    private List<Decided> decisions() {
        return outputs.stream()
                .filter(Decided.class::isInstance)
                .map(Decided.class::cast)
                .toList();
    }

    private Decided last() {
        return decisions().getLast();
    }

    /** Outcome, reason and desired capacity of every decision. */
    private List<String> verdicts() {
        return decisions().stream()
                .map(decided -> "%s %s %s"
                        .formatted(
                                decided.verdict().outcome(),
                                decided.verdict().reason(),
                                decided.desired().isPresent()
                                        ? decided.desired().getAsInt()
                                        : "-"))
                .toList();
    }

    private static ClusterPolicy policy() {
        var place = Target.Place.DEFAULT;
        return new ClusterPolicy(
                "instances",
                1,
                true,
                new Target.Cluster(place, "demo"),
                new Target.Group(place, "demo"),
                new Bounds(0, 6),
                new ClusterPolicy.Fit(Buffer.NONE, 1),
                new Cooldown(Duration.ofMinutes(5), Duration.ofMinutes(5)),
                Execution.DEFAULT);
    }
}
