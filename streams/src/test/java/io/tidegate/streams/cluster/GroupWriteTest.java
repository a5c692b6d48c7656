package io.tidegate.streams.cluster;

import static io.tidegate.streams.cluster.Fleets.fleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.Change;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who else changes the desired capacity of a cluster's group is told once; what is needed is computed anew anyway. */
class GroupWriteTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CLUSTER = "cluster/demo";
    private static final Resources HALF = Resources.of(500, 500);

    private final ClusterDecider decider = new ClusterDecider();
    private final List<Output> outputs = new ArrayList<>();
    private ClusterState state = ClusterState.taken(CLUSTER, CLUSTER, policy(true));
    private Instant now = START;

    @Test
    void tellsOnceThatSomebodyElseChangedTheGroup() {
        grown();
        var change = new Change(Change.Kind.SCALING_ACTIVITY, "a-1", now, "a user request");

        after(11).see(two().launching(3), Optional.of(change)).tick();
        int decisions = decisions().size();
        after(5).see(two().launching(3), Optional.of(change)).tick();

        assertThat(decisions()).hasSize(decisions);
        assertThat(told()).singleElement().satisfies(decided -> {
            assertThat(decided.constraints())
                    .extracting(Output.Constraint::name, Output.Constraint::before, Output.Constraint::after)
                    .startsWith(tuple("foreign.desired", 2, 5));
            assertThat(decided.verdict().explanation())
                    .contains("the group has 5 where 2 was applied at 2026-01-01T00:00:00.001Z: somebody else wrote it"
                            + " (scaling activity a-1 at 2026-01-01T00:00:01.002Z: a user request)");
            assertThat(decider.again((ClusterState) Objects.requireNonNull(decided.basis()), decided.at()))
                    .isEqualTo(decided);
        });
    }

    @Test
    void tellsNothingOfWhatItsOwnOrdersMadeOfTheGroup() {
        grown();

        after(11).see(two(), Optional.empty()).tick();

        assertThat(told()).isEmpty();
    }

    @Test
    void believesNoObservationThatMayNotShowItsOrderYet() {
        grown();

        after(8).see(two().launching(3), Optional.empty()).tick();

        assertThat(told()).isEmpty();
    }

    @Test
    void countsAnInstanceThatItsOwnOrderEnded() {
        grown();
        after(301).see(drained(), Optional.empty()).tick();
        settle(state.ids().commands());

        after(11).see(one(), Optional.empty()).tick();
        assertThat(told()).isEmpty();

        after(11).see(two(), Optional.empty()).tick();
        assertThat(told())
                .singleElement()
                .satisfies(decided -> assertThat(decided.constraints())
                        .extracting(Output.Constraint::before, Output.Constraint::after)
                        .startsWith(tuple(1, 2)));
    }

    @Test
    void knowsNothingAfterItWasDisabled() {
        grown();
        state = next(decider.take(state, CLUSTER, CLUSTER, policy(false), now));
        state = next(decider.take(state, CLUSTER, CLUSTER, policy(true), now));

        after(11).see(two().launching(3), Optional.empty()).tick();

        assertThat(told()).isEmpty();
    }

    // Two instances, by an order that took effect.
    private void grown() {
        see(fleet().service("web", HALF, 4), Optional.empty()).tick();
        settle(1);
        after(1).see(two(), Optional.empty());
    }

    private static Fleets two() {
        return fleet().service("web", HALF, 4).instance("a", Map.of("web", 2)).instance("b", Map.of("web", 2));
    }

    private static Fleets drained() {
        return fleet().service("web", HALF, 2).instance("a", Map.of("web", 2)).draining("b", Map.of());
    }

    private static Fleets one() {
        return fleet().service("web", HALF, 2).instance("a", Map.of("web", 2));
    }

    private GroupWriteTest see(Fleets fleet, Optional<Change> change) {
        now = now.plusMillis(1);
        var sighting = new Observation.Cluster(Sightings.of(fleet.build()));
        state = next(decider.observe(state, new Observed(CLUSTER, now, sighting, change, Optional.empty())));
        return this;
    }

    private GroupWriteTest after(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    private void settle(long sequence) {
        var settled = new Settled("asg/demo", state.commandId(sequence), Result.APPLIED, now);
        state = next(decider.settle(state, settled, now));
    }

    private void tick() {
        var step = decider.tick(state, now);
        state = next(step);
        outputs.addAll(step.outputs());
    }

    private List<Decided> decisions() {
        return outputs.stream()
                .filter(Decided.class::isInstance)
                .map(Decided.class::cast)
                .toList();
    }

    private List<Decided> told() {
        return decisions().stream()
                .filter(decided -> decided.constraints().stream()
                        .anyMatch(constraint -> constraint.name().startsWith("foreign.")))
                .toList();
    }

    private static ClusterState next(Step<ClusterState> step) {
        return Objects.requireNonNull(step.next());
    }

    private static ClusterPolicy policy(boolean enabled) {
        var place = Target.Place.DEFAULT;
        return new ClusterPolicy(
                "instances",
                1,
                enabled,
                new Target.Cluster(place, "demo"),
                new Target.Group(place, "demo"),
                new Bounds(0, 100),
                new ClusterPolicy.Fit(Buffer.NONE, 2),
                new Cooldown(Duration.ZERO, Duration.ofMinutes(5)),
                Execution.DEFAULT);
    }
}
