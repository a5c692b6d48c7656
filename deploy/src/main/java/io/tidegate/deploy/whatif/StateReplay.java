package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decide.HeldSerdes;
import io.tidegate.streams.replay.Replay;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The state of a target at a time: its domain is run again from the last snapshot before that time up to it. */
public final class StateReplay {
    private final History history;
    private final Progress progress;

    private @Nullable Replay replay;
    private long entries;

    /** For one call; {@code progress} is told how far it is. */
    public StateReplay(History history, Progress progress) {
        this.history = history;
        this.progress = progress;
    }

    /**
     * A state.
     *
     * @param clock of its journal partition
     * @param fromSnapshot whether a snapshot was there to start from
     * @param entries of the journal that were replayed
     */
    public record Found(SpecificRecord state, Instant clock, boolean fromSnapshot, long entries) {}

    /**
     * The state after all that came before the clock went past {@code at}; at the journal's end when empty. Empty when no
     * policy drives the target then, or the clock has not begun.
     *
     * @throws IllegalArgumentException when the target does not tell its domain, or the journal no longer reaches back to a
     *     state to start from
     */
    public Optional<Found> of(Target target, Optional<Instant> at) {
        var journey = Journey.of(history, List.of(target.text()), Optional.of(at.orElse(Instant.MAX)));
        boolean seeded = !journey.after().isEmpty();
        history.read(EnumSet.of(Kind.JOURNAL), journey.slice(), found -> take(journey, seeded, found, at));
        var states = replay == null ? null : replay.states(target.domain());
        var held = states == null ? null : states.get(target.text());
        var now = states == null ? null : states.clock().now();
        return held == null || now == null
                ? Optional.empty()
                : Optional.of(new Found(HeldSerdes.toAvro(held), now, seeded, entries));
    }

    private boolean take(Journey journey, boolean seeded, Recorded found, Optional<Instant> at) {
        var entry = (JournalEntry) found.value();
        if (replay == null) {
            refuseCutOff(seeded, found);
            replay = new Replay(journey.seeds().of(found.partition()));
        }
        if (at.isPresent() && replay.isBeyond(entry, at.get())) {
            return false;
        }
        var _ = replay.apply(found.offset(), entry);
        entries++;
        if (entry.getInput() instanceof ScheduleTick tick) {
            progress.at(entries, tick.getAt());
        }
        return true;
    }

    private static void refuseCutOff(boolean seeded, Recorded first) {
        if (!seeded && first.offset() > 0) {
            throw new IllegalArgumentException(
                    "journal must reach back to a snapshot or to its beginning, was cut off at offset %d of partition %d"
                            .formatted(first.offset(), first.partition()));
        }
    }
}
