package io.tidegate.streams.cluster;

import static io.tidegate.streams.cluster.Fleets.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.cluster.ClusterOutput.Commanded;
import io.tidegate.streams.cluster.ClusterOutput.Decided;
import io.tidegate.streams.cluster.ClusterOutput.Outcome;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.ClusterPolicy.Sizing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterDeciderTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Resources HALF = Resources.of(500, 500);
    private static final Sizing FIT = new ClusterPolicy.Fit(Buffer.NONE, 2);

    private final ClusterDecider decider = new ClusterDecider();
    private final List<ClusterOutput> outputs = new ArrayList<>();
    private ClusterState state = ClusterState.taken(policy(FIT, true));
    private Instant now = START;

    @Test
    void holdsUntilAwsHasTold() {
        tick();

        assertThat(outputs).containsExactly(held("NOT_OBSERVED", "AWS has not told its state yet"));
    }

    @Test
    void holdsWhenAwsHasToldNothingForAMinute() {
        see(fleet().service("web", HALF, 9));
        after(60).tick();

        assertThat(last().reason()).isEqualTo("OBSERVATION_STALE");
        assertThat(commands()).isEmpty();
    }

    @Test
    void commandsNothingWhileDisabled() {
        state = decider.change(state, policy(FIT, false));
        see(fleet().service("web", HALF, 9)).tick();

        assertThat(outputs).containsExactly(held("DISABLED", "the policy is disabled"));
    }

    @Test
    void ordersInstancesOnceHoweverLongTheyTake() {
        see(fleet().service("web", HALF, 4)).tick();
        apply(1).after(5).see(fleet().service("web", HALF, 4).launching(2)).tick();
        after(30).see(fleet().service("web", HALF, 4).launching(2)).tick();

        assertThat(orders()).containsExactly(new ClusterOrder.Capacity("asg/demo", 0, 2));
    }

    @Test
    void countsAnOrderBeforeAwsShowsIt() {
        see(fleet().service("web", HALF, 4)).tick();
        after(5).see(fleet().service("web", HALF, 4)).tick();

        assertThat(orders()).hasSize(1);
    }

    @Test
    void ordersAgainWhatDidNotTakeEffectAfterAWhile() {
        see(fleet().service("web", HALF, 4)).tick();
        state = decider.failed(state, 1, now);
        after(5).tick();
        assertThat(last().reason()).isEqualTo("COMMAND_FAILED");
        after(5).see(fleet().service("web", HALF, 4)).tick();

        assertThat(orders())
                .containsExactly(
                        new ClusterOrder.Capacity("asg/demo", 0, 2), new ClusterOrder.Capacity("asg/demo", 0, 2));
        assertThat(commands()).extracting(Commanded::sequence).containsExactly(1L, 2L);
    }

    @Test
    void ordersMoreWhenAServiceWantsMoreInTheSameMoment() {
        see(fleet().service("web", HALF, 2).instance("a", Map.of("web", 2)));
        state = decider.want(state, "web", 5);
        tick();

        assertThat(orders()).containsExactly(new ClusterOrder.Capacity("asg/demo", 1, 3));
    }

    @Test
    void drainsThenTerminatesThenIsDone() {
        see(fleet().instance("a", Map.of()).instance("b", Map.of()).between(1, 9))
                .tick();
        apply(1).after(5)
                .see(fleet().draining("a", Map.of()).instance("b", Map.of()).between(1, 9))
                .tick();
        apply(2).after(5)
                .see(fleet().leaving("a", Map.of()).instance("b", Map.of()).between(1, 9))
                .tick();

        assertThat(orders())
                .containsExactly(new ClusterOrder.Drain("a", "arn:a"), new ClusterOrder.Terminate("a", true));
        assertThat(last().outcome()).isEqualTo(Outcome.STEADY);
        assertThat(last().reason()).isEqualTo("MIN");
    }

    @Test
    void waitsForTheCooldownBeforeItDrainsMore() {
        see(fleet().service("web", HALF, 2)).tick();
        apply(1).after(100).see(idle()).tick();
        assertThat(last().reason()).isEqualTo("COOLDOWN");
        after(199).see(idle()).tick();
        assertThat(orders()).hasSize(1);
        after(1).see(idle()).tick();

        assertThat(orders()).contains(new ClusterOrder.Drain("a", "arn:a"));
    }

    @Test
    void addsNothingWhileATerminationMayStillLowerTheCapacity() {
        see(fleet().draining("a", Map.of()).instance("b", Map.of())).tick();
        var terminating = List.copyOf(orders());
        see(fleet().service("web", HALF, 4).draining("a", Map.of())).tick();

        assertThat(terminating).contains(new ClusterOrder.Terminate("a", true));
        assertThat(last().reason()).isEqualTo("TERMINATING");
    }

    @Test
    void refusesWhatEcsScalesItself() {
        see(fleet().service("web", HALF, 9).managed(true, true)).tick();

        assertThat(last().reason()).isEqualTo("MANAGED_SCALING");
        assertThat(commands()).isEmpty();
    }

    @Test
    void saysNothingNewWhenAskedAgain() {
        see(fleet().service("web", HALF, 2).instance("a", Map.of("web", 2)).between(1, 9))
                .tick();
        int before = outputs.size();
        after(1).tick();

        assertThat(outputs).hasSize(before);
    }

    @Test
    void readsAReservationOnceAMinute() {
        state = ClusterState.taken(policy(new ClusterPolicy.Reservation(100, 1, 10, Duration.ofMinutes(5)), true));
        int ticks = 0;
        while (commands().isEmpty()) {
            after(20)
                    .see(fleet().instance("a", Map.of()).instance("b", Map.of()).instance("c", Map.of()))
                    .tick();
            ticks++;
        }

        // The first reading at the first tick, and fourteen more, each three ticks later.
        assertThat(ticks).isEqualTo(1 + 14 * 3);
        assertThat(orders()).containsExactly(new ClusterOrder.Drain("a", "arn:a"));
    }

    @Test
    void growsAReservationFromZeroByTwo() {
        state = ClusterState.taken(policy(new ClusterPolicy.Reservation(100, 1, 10, Duration.ofMinutes(5)), true));
        see(fleet().service("web", HALF, 1)).tick();

        assertThat(orders()).containsExactly(new ClusterOrder.Capacity("asg/demo", 0, 2));
        assertThat(last().reason()).isEqualTo("RESERVATION");
    }

    private static Fleets idle() {
        return fleet().instance("a", Map.of()).instance("b", Map.of());
    }

    private ClusterDeciderTest see(Fleets fleet) {
        now = now.plusMillis(1);
        state = decider.observe(state, now, fleet.build());
        return this;
    }

    private ClusterDeciderTest after(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    private ClusterDeciderTest apply(long sequence) {
        state = decider.applied(state, sequence, now);
        return this;
    }

    private void tick() {
        var step = decider.tick(state, now);
        state = step.next();
        outputs.addAll(step.outputs());
    }

    private Decided last() {
        return (Decided) outputs.stream()
                .filter(Decided.class::isInstance)
                .reduce((_, second) -> second)
                .orElseThrow();
    }

    private List<Commanded> commands() {
        return outputs.stream()
                .filter(Commanded.class::isInstance)
                .map(Commanded.class::cast)
                .toList();
    }

    private List<ClusterOrder> orders() {
        return commands().stream().map(Commanded::order).toList();
    }

    private Decided held(String reason, String explanation) {
        return new Decided(now, Outcome.HELD, reason, explanation, List.of());
    }

    private static ClusterPolicy policy(Sizing sizing, boolean enabled) {
        var place = Target.Place.DEFAULT;
        return new ClusterPolicy(
                "instances",
                1,
                enabled,
                new Target.Cluster(place, "demo"),
                new Target.Group(place, "demo"),
                new Bounds(0, 100),
                sizing,
                new Cooldown(Duration.ZERO, Duration.ofMinutes(5)));
    }
}
