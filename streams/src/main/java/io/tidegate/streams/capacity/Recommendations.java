package io.tidegate.streams.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Capacities that were wanted inside a sliding window, reduced to those that can still be its extreme: no later one is as
 * extreme. So there are never more than there are different capacities.
 *
 * @param wanted oldest first
 */
public record Recommendations(List<Wanted> wanted) {
    static final Recommendations NONE = new Recommendations(List.of());

    public Recommendations {
        wanted = List.copyOf(wanted);
    }

    /** A capacity and when it was wanted. */
    public record Wanted(Instant at, int desired) {}

    /** Where nothing is remembered, what there is counts as wanted. */
    Recommendations orStart(int current, Instant now) {
        return wanted.isEmpty() ? new Recommendations(List.of(new Wanted(now, current))) : this;
    }

    /** With one more, for the least inside a window; none where the window has no length. */
    Recommendations least(int desired, Instant now, Duration window) {
        return with(desired, now, window, earlier -> earlier < desired);
    }

    /** With one more, for the most inside a window; none where the window has no length. */
    Recommendations most(int desired, Instant now, Duration window) {
        return with(desired, now, window, earlier -> earlier > desired);
    }

    private Recommendations with(int desired, Instant now, Duration window, IntPredicate isMoreExtreme) {
        if (window.isZero()) {
            return NONE;
        }
        var kept = new ArrayList<Wanted>();
        for (var earlier : wanted) {
            if (earlier.at().plus(window).isAfter(now) && isMoreExtreme.test(earlier.desired())) {
                kept.add(earlier);
            }
        }
        kept.add(new Wanted(now, desired));
        return new Recommendations(kept);
    }

    /** The extreme of the window. */
    int extremeOr(int otherwise) {
        return wanted.isEmpty() ? otherwise : wanted.getFirst().desired();
    }
}
