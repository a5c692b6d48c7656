package io.tidegate.streams.image;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One time of bringing a launch template to the newest image.
 *
 * @param cause what began it, for people
 * @param firedAt what was seen before says nothing
 * @param changed whether something was changed
 * @param refreshed groups whose refresh has begun
 * @param failures orders that took no effect
 */
public record Run(String cause, Instant firedAt, boolean changed, SortedSet<String> refreshed, int failures) {
    /** Orders that may take no effect before it is given up. */
    static final int MOST_FAILURES = 5;

    public Run {
        refreshed = Collections.unmodifiableSortedSet(new TreeSet<>(refreshed));
    }

    static Run begun(String cause, Instant at) {
        return new Run(cause, at, false, new TreeSet<>(), 0);
    }

    /** What begins another one while this one is under way asks for a newer look, and nothing else. */
    Run again(String why, Instant at) {
        return at.isAfter(firedAt) ? new Run(why, at, changed, refreshed, failures) : this;
    }

    Run changing() {
        return new Run(cause, firedAt, true, refreshed, failures);
    }

    Run refreshing(String group) {
        var more = new TreeSet<>(refreshed);
        more.add(group);
        return new Run(cause, firedAt, changed, more, failures);
    }

    Run failing() {
        return new Run(cause, firedAt, changed, refreshed, failures + 1);
    }
}
