package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a replay is, in one line of a terminal that is written over once a second. */
final class ProgressLine implements Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final PrintWriter err;
    private final Clock clock;
    private Instant next;

    ProgressLine(PrintWriter err, Clock clock) {
        this.err = err;
        this.clock = clock;
        this.next = clock.instant().plus(INTERVAL);
    }

    /** Of a verb; silent with {@code --json} and where nobody sits at a terminal. */
    static Progress of(Verb verb) {
        return isShown(verb)
                ? new ProgressLine(verb.spec().commandLine().getErr(), Clock.systemUTC())
                : Progress.SILENT;
    }

    /** Whether somebody sits at a terminal and wants text. */
    static boolean isShown(Verb verb) {
        return !verb.output.json
                && Optional.ofNullable(System.console())
                        .map(Console::isTerminal)
                        .orElse(false);
    }

    @Override
    public void at(long entries, Instant at) {
        var now = clock.instant();
        if (!now.isBefore(next)) {
            next = now.plus(INTERVAL);
            // Back to the line's beginning, and what is left of the last one erased.
            err.print("\r\033[Ktidegate: %,d journal records, at %s\r".formatted(entries, at));
            err.flush();
        }
    }
}
