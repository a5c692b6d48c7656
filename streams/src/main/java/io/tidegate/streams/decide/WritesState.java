package io.tidegate.streams.decide;

import io.tidegate.schemas.AwsScalingPolicy;
import io.tidegate.schemas.CapacityChange;
import io.tidegate.schemas.ChangeKind;
import io.tidegate.schemas.ForeignWrite;
import io.tidegate.schemas.OwnWrite;
import io.tidegate.schemas.OwnWrites;
import io.tidegate.schemas.WrittenValue;
import io.tidegate.schemas.YieldedWrite;
import io.tidegate.streams.capacity.Mark;
import io.tidegate.streams.capacity.Writes;
import io.tidegate.streams.capacity.Writes.Foreign;
import io.tidegate.streams.capacity.Writes.Own;
import io.tidegate.streams.capacity.Writes.Yielded;
import io.tidegate.streams.cluster.GroupWrite;
import io.tidegate.streams.journal.Input.Change;
import io.tidegate.streams.journal.Input.Rival;
import io.tidegate.streams.policy.Bounds;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The part of the decider state that tells own writes from those of others, to and from its record. */
final class WritesState {
    private WritesState() {}

    static @Nullable OwnWrites toAvro(Writes writes) {
        return writes.equals(Writes.NONE)
                ? null
                : new OwnWrites(
                        toAvro(writes.applied()),
                        writes.issued().stream().map(WritesState::own).toList(),
                        toAvro(writes.foreign()),
                        toAvro(writes.yielded()),
                        writes.restored(),
                        writes.rivals().stream()
                                .map(rival -> new AwsScalingPolicy(rival.name(), rival.type()))
                                .toList(),
                        writes.rivalsUntold());
    }

    static Writes fromAvro(@Nullable OwnWrites avro) {
        return avro == null
                ? Writes.NONE
                : new Writes(
                        own(avro.getApplied()),
                        avro.getIssued().stream().map(WritesState::known).toList(),
                        foreign(avro.getForeign()),
                        yielded(avro.getYielded()),
                        avro.getRestored(),
                        rivals(avro.getRivals()),
                        avro.getRivalsUntold());
    }

    static io.tidegate.schemas.@Nullable GroupWrite toAvro(@Nullable GroupWrite written) {
        return written == null
                ? null
                : new io.tidegate.schemas.GroupWrite(
                        written.desired(),
                        written.at(),
                        written.shown().isPresent() ? written.shown().getAsInt() : null,
                        toAvro(written.change()));
    }

    static @Nullable GroupWrite fromAvro(io.tidegate.schemas.@Nullable GroupWrite avro) {
        if (avro == null) {
            return null;
        }
        var shown = avro.getShown();
        var change = avro.getChange();
        return new GroupWrite(
                avro.getDesired(),
                avro.getAt(),
                shown == null ? OptionalInt.empty() : OptionalInt.of(shown),
                change == null ? null : change(change));
    }

    static List<Rival> rivals(List<AwsScalingPolicy> avro) {
        return avro.stream()
                .map(policy -> new Rival(policy.getName(), policy.getType()))
                .toList();
    }

    static Change change(CapacityChange avro) {
        var kind = switch (avro.getKind()) {
            case DEPLOYMENT -> Change.Kind.DEPLOYMENT;
            case SCALING_ACTIVITY -> Change.Kind.SCALING_ACTIVITY;
            case UNKNOWN -> Change.Kind.UNKNOWN;
        };
        return new Change(kind, avro.getId(), avro.getAt(), avro.getCause());
    }

    private static @Nullable CapacityChange toAvro(@Nullable Change change) {
        return change == null
                ? null
                : new CapacityChange(
                        ChangeKind.valueOf(change.kind().name()), change.id(), change.at(), change.cause());
    }

    private static @Nullable OwnWrite toAvro(@Nullable Own own) {
        return own == null ? null : own(own);
    }

    private static OwnWrite own(Own own) {
        return new OwnWrite(own.sequence(), toAvro(own.mark()), own.at());
    }

    private static @Nullable Own own(@Nullable OwnWrite avro) {
        return avro == null ? null : known(avro);
    }

    private static Own known(OwnWrite avro) {
        return new Own(avro.getSequence(), mark(avro.getValue()), avro.getAt());
    }

    private static @Nullable ForeignWrite toAvro(@Nullable Foreign foreign) {
        return foreign == null
                ? null
                : new ForeignWrite(
                        toAvro(foreign.mark()), foreign.since(), foreign.sightings(), toAvro(foreign.change()));
    }

    private static @Nullable Foreign foreign(@Nullable ForeignWrite avro) {
        return avro == null ? null : seen(avro);
    }

    private static Foreign seen(ForeignWrite avro) {
        var change = avro.getChange();
        return new Foreign(
                mark(avro.getValue()), avro.getSince(), avro.getSightings(), change == null ? null : change(change));
    }

    private static @Nullable YieldedWrite toAvro(@Nullable Yielded yielded) {
        return yielded == null ? null : new YieldedWrite(toAvro(yielded.write()), yielded.until());
    }

    private static @Nullable Yielded yielded(@Nullable YieldedWrite avro) {
        return avro == null ? null : new Yielded(seen(avro.getWrite()), avro.getUntil());
    }

    private static WrittenValue toAvro(Mark mark) {
        var bounds = mark.bounds();
        return new WrittenValue(
                mark.desired().isPresent() ? mark.desired().getAsInt() : null,
                bounds == null ? null : bounds.min(),
                bounds == null ? null : bounds.max());
    }

    private static Mark mark(WrittenValue avro) {
        var desired = avro.getDesired();
        var min = avro.getMin();
        var max = avro.getMax();
        return new Mark(
                desired == null ? OptionalInt.empty() : OptionalInt.of(desired),
                min == null || max == null ? null : new Bounds(min, max));
    }
}
