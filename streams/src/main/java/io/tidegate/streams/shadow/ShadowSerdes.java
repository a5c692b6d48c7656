package io.tidegate.streams.shadow;

import io.tidegate.schemas.AwaitedUnits;
import io.tidegate.schemas.CapacityStep;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.MetricInput;
import io.tidegate.schemas.StartingUnits;
import io.tidegate.schemas.TargetState;
import io.tidegate.schemas.VirtualUnits;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.capacity.StartUps;
import io.tidegate.streams.decide.Held;
import io.tidegate.streams.decide.HeldSerdes;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.policy.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** States and decisions of shadows to and from their records. */
public final class ShadowSerdes {
    private static final String CENSORED = "CENSORED";

    private ShadowSerdes() {}

    public static io.tidegate.schemas.ShadowState toAvro(ShadowState state) {
        var real = state.real();
        var censored = new TreeMap<String, Long>();
        state.censoredUntil().forEach((alias, until) -> censored.put(alias, until.toEpochMilli()));
        return new io.tidegate.schemas.ShadowState(
                (TargetState) HeldSerdes.toAvro(new Held.Capacity(state.decider())),
                toAvro(state.capacity()),
                toAvro(state.virtual()),
                toAvro(real.presence()),
                real.desired().isPresent() ? real.desired().getAsInt() : null,
                real.starts().awaited().stream()
                        .map(one -> new AwaitedUnits(one.desired(), one.issuedAt()))
                        .toList(),
                real.startUps().stream().map(Duration::toMillis).toList(),
                censored);
    }

    private static @Nullable VirtualUnits toAvro(@Nullable VirtualCapacity capacity) {
        return capacity == null
                ? null
                : new VirtualUnits(
                        capacity.bounds().min(),
                        capacity.bounds().max(),
                        capacity.desired(),
                        capacity.running(),
                        capacity.starting().stream()
                                .map(batch -> new StartingUnits(batch.readyAt(), batch.count()))
                                .toList());
    }

    private static List<CapacityStep> toAvro(Presence presence) {
        return presence.steps().stream()
                .map(step -> new CapacityStep(step.at(), step.running()))
                .toList();
    }

    public static ShadowState fromAvro(io.tidegate.schemas.ShadowState avro) {
        var desired = avro.getRealDesired();
        var censored = new TreeMap<String, Instant>();
        avro.getCensoredUntil().forEach((alias, until) -> censored.put(alias, Instant.ofEpochMilli(until)));
        return new ShadowState(
                decider(avro.getDecider()),
                fromAvro(avro.getCapacity()),
                fromAvro(avro.getVirtual()),
                new RealCapacity(
                        fromAvro(avro.getReal()),
                        desired == null ? OptionalInt.empty() : OptionalInt.of(desired),
                        new StartUps(
                                avro.getAwaited().stream()
                                        .map(one -> new StartUps.Awaited(
                                                RealCapacity.NO_SEQUENCE, one.getDesired(), one.getSince()))
                                        .toList(),
                                avro.getStartUpMillis().stream()
                                        .map(Duration::ofMillis)
                                        .toList())),
                censored);
    }

    private static CapacityState decider(TargetState avro) {
        if (HeldSerdes.fromAvro(avro) instanceof Held.Capacity(var state)) {
            return state;
        }
        throw new IllegalArgumentException("decider must have a capacity, was of " + avro.getTarget());
    }

    private static @Nullable VirtualCapacity fromAvro(@Nullable VirtualUnits avro) {
        return avro == null
                ? null
                : new VirtualCapacity(
                        new Bounds(avro.getMin(), avro.getMax()),
                        avro.getDesired(),
                        avro.getRunning(),
                        avro.getStarting().stream()
                                .map(batch -> new VirtualCapacity.Starting(batch.getReadyAt(), batch.getCount()))
                                .toList());
    }

    private static Presence fromAvro(List<CapacityStep> avro) {
        return new Presence(avro.stream()
                .map(step -> new Presence.Step(step.getAt(), step.getRunning()))
                .toList());
    }

    /** Without ids of commands, for none was sent, and ids of production's would be the same. */
    public static Decision toAvro(Shadowed made, String tzdataVersion) {
        var decision = OutputSerdes.toAvro(made.decided(), tzdataVersion);
        return Decision.newBuilder(decision)
                .setCommandId(null)
                .setCommandIds(List.of())
                .setInputs(decision.getInputs().stream()
                        .map(input -> made.censored().contains(input.getAlias()) ? censored(input) : input)
                        .toList())
                .build();
    }

    private static MetricInput censored(MetricInput input) {
        return input.getProblem() == null
                ? MetricInput.newBuilder(input).setProblem(CENSORED).build()
                : input;
    }
}
