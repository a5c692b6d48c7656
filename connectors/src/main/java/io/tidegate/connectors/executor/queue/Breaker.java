package io.tidegate.connectors.executor.queue;

import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Stops the calls to one account and region while it does not answer: open after some calls in a row of several targets
 * had no answer, or a server's failure for one. From time to time one call tries; the first answer closes it.
 *
 * <pre>
 *          FAILURES in a row, TARGETS of them            its pause is over
 *   closed ------------------------------------> open ---------------------> trying
 *      ^                                          ^  |                         |
 *      |                an answer                 |  |   no answer: twice the  |
 *      +------------------------------------------|--+   pause                 |
 *      +------------------------------------------+----------------------------+
 * </pre>
 *
 * Time is passed in. Not thread-safe.
 */
final class Breaker {
    /** Calls without an answer in a row; fewer may be chance. */
    static final int FAILURES = 10;

    /** Of so many targets; with fewer it may be the target, and its own retries space the calls anyway. */
    static final int TARGETS = 3;

    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final Set<Target> failing = new HashSet<>();
    private int failures;
    private Duration pause = Duration.ZERO;
    private Instant until = Instant.MIN;
    private boolean trying;

    boolean isOpen() {
        return pause.isPositive();
    }

    /** Whether a call may start now. */
    boolean permits(Instant now) {
        return !isOpen() || (!trying && !now.isBefore(until));
    }

    /** A command's calls start. */
    void began() {
        trying = isOpen();
    }

    /** The command that tried has gone without asking AWS. */
    void unasked() {
        trying = false;
    }

    /** AWS answered, whatever it said. */
    void answered() {
        failing.clear();
        failures = 0;
        pause = Duration.ZERO;
        trying = false;
    }

    /** A call had no answer. Those that were under way when it opened change nothing. */
    void unanswered(Target target, Instant now) {
        failures++;
        // No more than are needed.
        if (failing.size() < TARGETS) {
            failing.add(target);
        }
        boolean first = !isOpen() && failures >= FAILURES && failing.size() >= TARGETS;
        if (first || trying) {
            var doubled = pause.multipliedBy(2);
            pause = first ? FIRST_PAUSE : doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            until = now.plus(pause);
            trying = false;
        }
    }
}
