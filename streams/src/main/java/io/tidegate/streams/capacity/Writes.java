package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Change;
import io.tidegate.streams.journal.Input.Rival;
import io.tidegate.streams.policy.Execution.ForeignWrites;
import io.tidegate.streams.policy.Execution.Yield;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What own commands set, and what others made of it. AWS has no compare-and-set, so all that can be told of the write of
 * somebody else is its value: another than the last one that took effect.
 *
 * @param applied what took effect last; null while nothing that AWS has is known to be ours
 * @param issued own commands, latest first, at most {@link #MAX_ISSUED}
 * @param foreign what AWS shows instead of what is ours; null while it shows that
 * @param yielded what is left as somebody else wrote it; null while nothing is
 * @param restored when what was applied was commanded again within {@link #FIGHT}, oldest first
 * @param rivals AWS's own scaling policies on the target
 * @param rivalsUntold whether no decision has told of them yet
 */
public record Writes(
        @Nullable Own applied,
        List<Own> issued,
        @Nullable Foreign foreign,
        @Nullable Yielded yielded,
        List<Instant> restored,
        List<Rival> rivals,
        boolean rivalsUntold) {
    /** Nothing is ours yet. */
    public static final Writes NONE = new Writes(null, List.of(), null, null, List.of(), List.of(), false);

    /** A process that sleeps with a command in its hands wakes within minutes; an hour later a number is a coincidence. */
    static final Duration STALE_WITHIN = Duration.ofHours(1);

    /** Commands whose values are known as ours. */
    static final int MAX_ISSUED = 8;

    /** Restoring so often within {@link #FIGHT} is a fight, in which it is done once in a {@link #ROUND}. */
    static final int FIGHTING = 3;

    static final Duration FIGHT = Duration.ofMinutes(10);
    static final Duration ROUND = Duration.ofMinutes(1);

    // One observation may be one that AWS answers with what was before; a yield waits for another like it.
    private static final int CONFIRMED = 2;

    public Writes {
        issued = List.copyOf(issued);
        restored = List.copyOf(restored);
        rivals = List.copyOf(rivals);
    }

    /**
     * What a command set.
     *
     * @param sequence of the command in the epoch
     * @param at when it took effect or, of one that was issued, when that was
     */
    public record Own(long sequence, Mark mark, Instant at) {}

    /**
     * What AWS shows instead.
     *
     * @param since of the first observation that showed it
     * @param sightings observations in a row that showed it, as far as they are counted
     * @param change what AWS tells of it; null when nothing
     */
    public record Foreign(
            Mark mark,
            Instant since,
            int sightings,
            @Nullable Change change) {
        private Foreign again(Optional<Change> told) {
            return new Foreign(mark, since, CONFIRMED, told.orElse(change));
        }

        boolean isConfirmed() {
            return sightings >= CONFIRMED;
        }
    }

    /** Left alone until then. */
    public record Yielded(Foreign write, Instant until) {}

    /** After a command was issued; one that answers the write of somebody else is remembered as such. */
    Writes issuing(long sequence, Optional<Mark> mark, Instant now) {
        var commands = mark.map(set -> Stream.concat(Stream.of(new Own(sequence, set, now)), issued.stream())
                        .limit(MAX_ISSUED)
                        .toList())
                .orElse(issued);
        var lately = restoredLately(now);
        var answers = foreign == null
                ? lately
                : Stream.concat(lately.stream(), Stream.of(now)).toList();
        return new Writes(applied, commands, null, null, answers, rivals, rivalsUntold);
    }

    /** After AWS has what a command sets; the outcome of an older one than is known to stand there changes nothing. */
    Writes applied(long sequence, Instant at) {
        if (applied != null && applied.sequence() >= sequence) {
            return this;
        }
        return issued.stream()
                .filter(own -> own.sequence() == sequence)
                .findFirst()
                .map(own -> standing(new Own(sequence, own.mark(), at)))
                .orElse(this);
    }

    private Writes standing(Own own) {
        return new Writes(own, issued, null, null, restored, rivals, rivalsUntold);
    }

    /** What AWS shows counts as ours from now on. */
    Writes adopting(Mark mark, long sequence, Instant now) {
        return standing(new Own(sequence, mark, now));
    }

    /** Nothing that AWS has is known to be ours any more. */
    Writes forgetting() {
        return new Writes(null, List.of(), null, null, List.of(), rivals, rivalsUntold);
    }

    /** The next observation judges again, under another rule about the writes of others. */
    Writes judgedAnew() {
        return new Writes(applied, issued, null, null, restored, rivals, rivalsUntold);
    }

    Writes knowing(List<Rival> told) {
        return told.equals(rivals) ? this : new Writes(applied, issued, foreign, yielded, restored, told, true);
    }

    /** For people; empty when nothing of AWS scales the target. */
    public Optional<String> rivalry() {
        return rivals.isEmpty()
                ? Optional.empty()
                : Optional.of(rivals.stream()
                        .map(Rival::toString)
                        .collect(Collectors.joining(", ", "AWS also scales the target: ", "")));
    }

    Writes rivalsTold() {
        return new Writes(applied, issued, foreign, yielded, restored, rivals, false);
    }

    /** After AWS was seen with {@code shown}, no command being on its way. */
    Writes seeing(Mark all, Instant at, Optional<Change> change, ForeignWrites policy) {
        if (applied == null || !isSettled(at)) {
            return this;
        }
        var shown = applied.mark().of(all);
        var expected = yielded == null ? applied.mark() : yielded.write().mark();
        if (expected.isIn(shown)) {
            return foreign == null ? this : with(null, yielded);
        }
        var late = untoldEffect(shown);
        if (yielded == null && late.isPresent()) {
            return standing(new Own(late.get().sequence(), late.get().mark(), at));
        }
        var sighted = foreign != null && foreign.mark().equals(shown)
                ? foreign.again(change)
                : new Foreign(shown, at, 1, change.orElse(null));
        return policy instanceof Yield(var span) && sighted.isConfirmed() && (yielded != null || !isStale(sighted))
                ? yielding(sighted, at.plus(span))
                : with(sighted, yielded);
    }

    // Who puts back what was ours while we yield has no quarrel with us.
    private Writes yielding(Foreign write, Instant until) {
        return yielded != null && applied != null && applied.mark().isIn(write.mark())
                ? with(null, null)
                : with(null, new Yielded(write, until));
    }

    private Writes with(@Nullable Foreign seen, @Nullable Yielded left) {
        return new Writes(applied, issued, seen, left, restored, rivals, rivalsUntold);
    }

    // A newer command whose effect nobody could tell, a call that ended in a timeout for example.
    private Optional<Own> untoldEffect(Mark shown) {
        long known = applied == null ? 0 : applied.sequence();
        return issued.stream()
                .filter(own -> own.sequence() > known && own.mark().isIn(shown))
                .findFirst();
    }

    /** Whether it is what a recent command of our own set: somebody carried it out after it was replaced. */
    boolean isStale(Foreign write) {
        return issued.stream()
                .anyMatch(own -> own.mark().isIn(write.mark())
                        && own.at().plus(STALE_WITHIN).isAfter(write.since()));
    }

    /** Whether an observation begun at {@code at} must show what was applied. */
    boolean isSettled(Instant at) {
        return applied == null || at.isAfter(applied.at().plus(Seen.SETTLE));
    }

    /**
     * The capacity that an evaluation starts from: ours, while AWS may not show it yet, or shows what somebody else wrote; of
     * what they added, as much as runs already counts as well, for readings speak of it. AWS's word counts otherwise.
     */
    int capacity(Instant seenAt, Standing.Known known) {
        if (applied == null || yielded != null || (foreign == null && isSettled(seenAt))) {
            return known.desired();
        }
        int ours = applied.mark().capacity().orElse(known.desired());
        return foreign == null || known.desired() <= ours ? ours : Math.clamp(known.running(), ours, known.desired());
    }

    List<Instant> restoredLately(Instant now) {
        return restored.stream().filter(at -> at.plus(FIGHT).isAfter(now)).toList();
    }

    /** When it may be restored; null for at once. */
    @Nullable
    Instant restoreAfter(Instant now) {
        return isFight(now) ? restored.getLast().plus(ROUND) : null;
    }

    boolean isFight(Instant now) {
        return restoredLately(now).size() >= FIGHTING;
    }
}
