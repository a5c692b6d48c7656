package io.tidegate.streams.capacity;

import io.tidegate.streams.policy.Predictive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long the target takes to start: from a command that adds tasks to the first observation in which as many run.
 *
 * @param awaited commands whose tasks do not run yet, oldest first, at most {@link #MOST}
 * @param taken what the last {@link #MOST} took, oldest first
 */
public record StartUps(List<Awaited> awaited, List<Duration> taken) {
    /** Nothing is known. */
    public static final StartUps NONE = new StartUps(List.of(), List.of());

    static final int MOST = 16;

    /** Until one is known: longer than tasks of most images take, and as long as many instances do. */
    static final Duration UNKNOWN = Duration.ofMinutes(5);

    // One slow start in ten is an accident, and no rule.
    private static final double QUANTILE = 0.9;

    public StartUps {
        awaited = List.copyOf(awaited);
        taken = List.copyOf(taken);
    }

    /**
     * A command whose tasks do not run yet.
     *
     * @param desired how many must run
     */
    public record Awaited(long sequence, int desired, Instant issuedAt) {}

    /** A command for so many tasks follows the others: more than that are awaited no more. */
    public StartUps ordering(long sequence, int desired, boolean out, Instant now) {
        var still = awaited.stream().filter(one -> one.desired() < desired);
        var added = out ? Stream.of(new Awaited(sequence, desired, now)) : Stream.<Awaited>empty();
        return new StartUps(latest(Stream.concat(still, added).toList()), taken);
    }

    /** What is on its way tells nothing. */
    public StartUps awaitingNothing() {
        return new StartUps(List.of(), taken);
    }

    /** A command took no effect of its own. */
    StartUps without(long sequence) {
        return new StartUps(
                awaited.stream().filter(one -> one.sequence() != sequence).toList(), taken);
    }

    /** So many run. What does not come within the farthest that a rule may look tells nothing. */
    public StartUps running(int running, Instant at) {
        if (awaited.isEmpty()) {
            return this;
        }
        var waiting = new ArrayList<Awaited>();
        var known = new ArrayList<>(taken);
        for (var one : awaited) {
            var took = Duration.between(one.issuedAt(), at);
            if (took.compareTo(Predictive.FARTHEST) > 0) {
                continue;
            }
            if (running < one.desired()) {
                waiting.add(one);
            } else if (took.isPositive()) {
                known.add(took);
            }
        }
        return new StartUps(waiting, latest(known));
    }

    private static <T> List<T> latest(List<T> all) {
        return all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    /** What it usually takes at most. */
    Duration usual() {
        var sorted = taken.stream().sorted().toList();
        return sorted.isEmpty() ? UNKNOWN : sorted.get((int) Math.ceil(QUANTILE * sorted.size()) - 1);
    }
}
