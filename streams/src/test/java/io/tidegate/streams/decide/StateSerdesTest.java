package io.tidegate.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.OwnWrites;
import io.tidegate.schemas.TargetForesight;
import io.tidegate.schemas.TargetState;
import io.tidegate.schemas.topic.GeneratedClasses;
import io.tidegate.streams.Policies;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.capacity.Foresight;
import io.tidegate.streams.capacity.Headcount;
import io.tidegate.streams.capacity.Mark;
import io.tidegate.streams.capacity.StartUps;
import io.tidegate.streams.capacity.Writes;
import io.tidegate.streams.capacity.Writes.Foreign;
import io.tidegate.streams.capacity.Writes.Own;
import io.tidegate.streams.capacity.Writes.Yielded;
import io.tidegate.streams.cluster.GroupWrite;
import io.tidegate.streams.forecast.LoadHistory;
import io.tidegate.streams.journal.Input.Change;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Rival;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A state that was observed and has an order on its way comes back from its bytes as it was. */
class StateSerdesTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    static {
        GeneratedClasses.trust();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void losesNothingOfAnyKindOfTarget(String name, Policies policy, Observation observation) throws IOException {
        var state = ordered(policy.atLeast("running", 1, 2).build(), observation);

        var bytes = TargetState.getEncoder().encode(StateSerdes.toAvro(state));

        assertThat(state.actions().outstanding()).isNotNull();
        assertThat(StateSerdes.fromAvro(TargetState.getDecoder().decode(bytes))).isEqualTo(state);
    }

    @Test
    void losesNothingOfWhatIsForeseen() throws IOException {
        var history = LoadHistory.NONE;
        for (int minute = 0; minute < 20 * 1440; minute++) {
            boolean away = minute / 60 % 7 == 3;
            history =
                    away ? history : history.with(1000 + 700 * Math.sin(minute / 230.0), NOW.plusSeconds(60L * minute));
        }
        var foresight = new Foresight(
                new TreeMap<>(Map.of("cpu * running", history)),
                new Headcount(List.of(new Headcount.Since(NOW, 3), new Headcount.Since(NOW.plusSeconds(9), 4))),
                new StartUps(List.of(new StartUps.Awaited(7, 9, NOW)), List.of(Duration.ofSeconds(35))));

        var bytes = TargetForesight.getEncoder().encode(Objects.requireNonNull(ForesightState.toAvro(foresight)));

        assertThat(bytes.remaining()).isLessThanOrEqualTo(8192);
        assertThat(ForesightState.fromAvro(TargetForesight.getDecoder().decode(bytes)))
                .isEqualTo(foresight);
    }

    @Test
    void losesNothingOfWhatOthersDid() throws IOException {
        var change = new Change(Change.Kind.SCALING_ACTIVITY, "a-1", NOW, "minimum capacity was set to 3");
        var foreign = new Foreign(new Mark(OptionalInt.of(3), new Bounds(1, 4)), NOW, 2, change);
        var own = new Own(7, new Mark(OptionalInt.empty(), new Bounds(8, 8)), NOW);
        var writes = new Writes(
                own,
                List.of(own),
                foreign,
                new Yielded(new Foreign(new Mark(OptionalInt.of(3), null), NOW, 1, null), NOW.plusSeconds(60)),
                List.of(NOW, NOW.plusSeconds(15)),
                List.of(new Rival("cpu-60", "TargetTrackingScaling")),
                true);

        var bytes = OwnWrites.getEncoder().encode(Objects.requireNonNull(WritesState.toAvro(writes)));

        assertThat(WritesState.fromAvro(OwnWrites.getDecoder().decode(bytes))).isEqualTo(writes);
    }

    @Test
    void losesNothingOfWhatOthersDidToAGroup() throws IOException {
        var change = new Change(Change.Kind.SCALING_ACTIVITY, "a-1", NOW, "a user request");
        var written = new GroupWrite(4, NOW, OptionalInt.of(6), change);

        var bytes =
                io.tidegate.schemas.GroupWrite.getEncoder().encode(Objects.requireNonNull(WritesState.toAvro(written)));

        assertThat(WritesState.fromAvro(
                        io.tidegate.schemas.GroupWrite.getDecoder().decode(bytes)))
                .isEqualTo(written);
    }

    @Test
    void remembersWhatADryRunLeftOut() throws IOException {
        var observation = new Observation.Service("ACTIVE", 3, 2, 1, true);
        var state = ordered(Policies.policy().atLeast("running", 1, 2).build(), observation);
        var id = Objects.requireNonNull(state.actions().outstanding()).id();
        var left = Objects.requireNonNull(new CapacityDecider()
                .settle(state, new Settled(state.target(), id, Result.LEFT_OUT, NOW), NOW)
                .next());

        var bytes = TargetState.getEncoder().encode(StateSerdes.toAvro(left));

        assertThat(Objects.requireNonNull(left.actions().outstanding()).leftOut())
                .isTrue();
        assertThat(StateSerdes.fromAvro(TargetState.getDecoder().decode(bytes))).isEqualTo(left);
    }

    static Stream<Arguments> losesNothingOfAnyKindOfTarget() {
        var group = new Observation.Group(1, 4, 3, 2, 1, 0, Optional.empty(), false);
        return Stream.of(
                Arguments.of("service", Policies.policy(), new Observation.Service("ACTIVE", 3, 2, 1, true)),
                Arguments.of("group", Policies.policy().targets("asg/web").via(Actuation.DESIRED), group),
                Arguments.of(
                        "group by its bounds",
                        Policies.policy().targets("asg/web").via(Actuation.BOUNDS),
                        group),
                Arguments.of(
                        "scalable target",
                        Policies.policy()
                                .targets("appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits")
                                .viaScalableTarget(),
                        new Observation.ScalableTarget(3, 3)));
    }

    private static CapacityState ordered(CapacityPolicy policy, Observation observation) {
        var decider = new CapacityDecider();
        var target = policy.targets().getFirst();
        var taken = Objects.requireNonNull(
                decider.take(null, target.domain(), target.text(), policy, NOW).next());
        var seen = Objects.requireNonNull(decider.observe(taken, new Observed(target.text(), NOW, observation))
                .next());
        return Objects.requireNonNull(decider.tick(seen, NOW).next());
    }
}
