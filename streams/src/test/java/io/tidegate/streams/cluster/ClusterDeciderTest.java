package io.tidegate.streams.cluster;

import static io.tidegate.streams.cluster.Fleets.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.cluster.ClusterState.Want;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.decision.Output.Verdict.Outcome;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.ClusterPolicy.Sizing;
import io.tidegate.streams.policy.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterDeciderTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CLUSTER = "cluster/demo";
    private static final Resources HALF = Resources.of(500, 500);
    private static final Sizing FIT = new ClusterPolicy.Fit(Buffer.NONE, 2);

    private final ClusterDecider decider = new ClusterDecider();
    private final List<Output> outputs = new ArrayList<>();
    private ClusterState state = taken(policy(FIT, true));
    private Instant now = START;

    @Test
    void holdsUntilAwsHasTold() {
        tick();

        assertThat(last().verdict()).isEqualTo(Verdict.held("NOT_OBSERVED", "AWS has not told its state yet"));
        assertThat(outputs).hasSize(1);
    }

    @Test
    void holdsWhenAwsHasToldNothingForAMinute() {
        see(fleet().service("web", HALF, 9));
        after(60).tick();

        assertThat(reason()).isEqualTo("OBSERVATION_STALE");
        assertThat(commands()).isEmpty();
    }

    @Test
    void commandsNothingWhileDisabled() {
        state = next(decider.take(state, CLUSTER, CLUSTER, policy(FIT, false), now));
        see(fleet().service("web", HALF, 9)).tick();

        assertThat(last().verdict()).isEqualTo(Verdict.held("DISABLED", "the policy is disabled"));
        assertThat(outputs).hasSize(1);
    }

    @Test
    void ordersInstancesOnceHoweverLongTheyTake() {
        see(fleet().service("web", HALF, 4)).tick();
        apply(1).after(5).see(fleet().service("web", HALF, 4).launching(2)).tick();
        after(30).see(fleet().service("web", HALF, 4).launching(2)).tick();

        assertThat(orders()).containsExactly(new Order.Capacity(0, 2));
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
        settle(1, Result.NOT_APPLIED);
        after(5).tick();
        assertThat(reason()).isEqualTo("COMMAND_FAILED");
        after(5).see(fleet().service("web", HALF, 4)).tick();

        assertThat(orders()).containsExactly(new Order.Capacity(0, 2), new Order.Capacity(0, 2));
        assertThat(commands()).extracting(Commanded::sequence).containsExactly(1L, 2L);
    }

    @Test
    void ordersMoreWhenAServiceWantsMoreInTheSameMoment() {
        see(fleet().service("web", HALF, 2).instance("a", Map.of("web", 2)));
        state = next(decider.want(state, "web", new Want("web 1", 5, now.plusSeconds(60))));
        tick();

        assertThat(orders()).containsExactly(new Order.Capacity(1, 3));
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

        assertThat(orders()).containsExactly(drain("a"), terminate("a"));
        assertThat(last().verdict().outcome()).isEqualTo(Outcome.STEADY);
        assertThat(reason()).isEqualTo("MIN");
    }

    @Test
    void drainsNothingWhileItsGroupMayEndNothing() {
        var idle = Sightings.of(fleet().instance("a", Map.of())
                .instance("b", Map.of())
                .between(1, 9)
                .build());

        see(Sightings.hindered(idle, true, Optional.empty())).tick();
        assertThat(reason()).isEqualTo("TERMINATE_SUSPENDED");
        see(Sightings.hindered(idle, false, Optional.of("InProgress"))).tick();
        assertThat(reason()).isEqualTo("REFRESH_UNDER_WAY");
        assertThat(last().verdict().explanation()).endsWith(", an instance refresh of demo is InProgress");
        assertThat(orders()).isEmpty();

        see(idle).tick();
        assertThat(orders()).containsExactly(drain("a"));
    }

    @Test
    void endsNothingThatHasDrainedWhileItsGroupMayEndNothing() {
        var drained = Sightings.of(fleet().draining("a", Map.of())
                .instance("b", Map.of())
                .between(1, 9)
                .build());

        see(Sightings.hindered(drained, true, Optional.empty())).tick();

        assertThat(orders()).isEmpty();
        assertThat(last().verdict().explanation())
                .isEqualTo("a: empty after draining, but the process Terminate of demo is suspended");
    }

    @Test
    void endsNoInstanceThatWasOrderedToDrainAndNotSeenSo() {
        see(fleet().instance("a", Map.of()).instance("b", Map.of()).between(1, 9))
                .tick();
        apply(1).after(1).tick();

        // A task may have been placed on it before it drained.
        assertThat(orders()).containsExactly(drain("a"));
    }

    @Test
    void waitsForTheCooldownBeforeItDrainsMore() {
        see(fleet().service("web", HALF, 2)).tick();
        apply(1).after(100).see(idle()).tick();
        assertThat(reason()).isEqualTo("COOLDOWN");
        after(199).see(idle()).tick();
        assertThat(orders()).hasSize(1);
        after(1).see(idle()).tick();

        assertThat(orders()).contains(drain("a"));
    }

    @Test
    void addsNothingWhileATerminationMayStillLowerTheCapacity() {
        see(fleet().draining("a", Map.of()).instance("b", Map.of())).tick();
        var terminating = List.copyOf(orders());
        see(fleet().service("web", HALF, 4).draining("a", Map.of())).tick();

        assertThat(terminating).contains(terminate("a"));
        assertThat(reason()).isEqualTo("TERMINATING");
    }

    @Test
    void refusesWhatEcsScalesItself() {
        see(fleet().service("web", HALF, 9).managed(true, true)).tick();

        assertThat(reason()).isEqualTo("MANAGED_SCALING");
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
        state = taken(policy(new ClusterPolicy.Reservation(100, 1, 10, Duration.ofMinutes(5)), true));
        int ticks = 0;
        while (commands().isEmpty()) {
            after(20)
                    .see(fleet().instance("a", Map.of()).instance("b", Map.of()).instance("c", Map.of()))
                    .tick();
            ticks++;
        }

        // The first reading at the first tick, and fourteen more, each three ticks later.
        assertThat(ticks).isEqualTo(1 + 14 * 3);
        assertThat(orders()).containsExactly(drain("a"));
    }

    @Test
    void growsAReservationFromZeroByTwo() {
        state = taken(policy(new ClusterPolicy.Reservation(100, 1, 10, Duration.ofMinutes(5)), true));
        see(fleet().service("web", HALF, 1)).tick();

        assertThat(orders()).containsExactly(new Order.Capacity(0, 2));
        assertThat(reason()).isEqualTo("RESERVATION");
    }

    private static Fleets idle() {
        return fleet().instance("a", Map.of()).instance("b", Map.of());
    }

    private ClusterDeciderTest see(Fleets fleet) {
        return see(Sightings.of(fleet.build()));
    }

    private ClusterDeciderTest see(ObservedCluster cluster) {
        now = now.plusMillis(1);
        state = next(decider.observe(state, new Observed(CLUSTER, now, new Observation.Cluster(cluster))));
        return this;
    }

    private ClusterDeciderTest after(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    private ClusterDeciderTest apply(long sequence) {
        return settle(sequence, Result.APPLIED);
    }

    private ClusterDeciderTest settle(long sequence, Result result) {
        state = next(decider.settle(state, new Settled("asg/demo", state.commandId(sequence), result, now), now));
        return this;
    }

    private void tick() {
        var step = decider.tick(state, now);
        state = next(step);
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

    private String reason() {
        return last().verdict().reason();
    }

    private List<Order> orders() {
        return commands().stream().map(Commanded::order).toList();
    }

    private static Order drain(String instance) {
        return new Order.Drain("demo", instance, "arn:" + instance);
    }

    private static Order terminate(String instance) {
        return new Order.Terminate("demo", instance, "arn:" + instance, true);
    }

    private static ClusterState taken(ClusterPolicy policy) {
        return ClusterState.taken(CLUSTER, CLUSTER, policy);
    }

    private static ClusterState next(Step<ClusterState> step) {
        return Objects.requireNonNull(step.next());
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
                new Cooldown(Duration.ZERO, Duration.ofMinutes(5)),
                Execution.DEFAULT);
    }
}
