package io.tidegate.deploy.whatif;

import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.streams.replay.Comparison;
import io.tidegate.streams.replay.Comparison.Watcher;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Runs the journal again and compares every decision and command with the one on record, byte by byte. Reads the past only:
 * it needs no running service, and changes nothing. Memory is bounded by the targets, and by what is out of step.
 */
public final class ReplayVerification {
    private final History history;
    private final String tzdataVersion;
    private final Progress progress;

    /** @param progress is told how far it is */
    public ReplayVerification(History history, String tzdataVersion, Progress progress) {
        this.history = history;
        this.tzdataVersion = tzdataVersion;
        this.progress = progress;
    }

    /**
     * What is verified.
     *
     * @param from start at the last snapshot of each domain before it; empty for the beginning of the journal
     * @param to what was made later by the journal's clock is left out; empty for nothing
     * @param targets that are compared; all when empty. Their whole domains are replayed
     */
    public record Request(Optional<Instant> from, Optional<Instant> to, SortedSet<String> targets) {
        /** Everything on record. */
        public static final Request ALL = new Request(Optional.empty(), Optional.empty(), new TreeSet<>());

        /** What follows the last snapshots before a time. */
        public static Request from(Instant from) {
            return new Request(Optional.of(from), Optional.empty(), new TreeSet<>());
        }

        public Request {
            if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
                throw new IllegalArgumentException(
                        "from must be before to, was %s with to %s".formatted(from.get(), to.get()));
            }
        }
    }

    /**
     * What came out.
     *
     * @param journalRecords entries that were read
     * @param seeds domains that started from a snapshot
     */
    public record Result(long journalRecords, int seeds, Comparison.Result decisions, Comparison.Result commands) {
        /** Whether every record that can be compared is the same. */
        public boolean isIdentical() {
            return decisions.isIdentical() && commands.isIdentical();
        }
    }

    /**
     * Verifies what is asked for.
     *
     * @throws io.tidegate.deploy.kafka.NoBrokerException when no broker answers
     * @throws IllegalArgumentException when a target does not tell its domain, or the past is not readable
     */
    public Result run(Request request) {
        return run(request, Watcher.NOBODY);
    }

    /** The same, and tells {@code watcher} of each decision and command. */
    public Result run(Request request, Watcher watcher) {
        var journey = Journey.of(history, request.targets(), request.from());
        var run = new VerificationRun(history, journey, request, tzdataVersion, progress, watcher);
        history.read(EnumSet.of(Kind.DECISIONS, Kind.COMMANDS, Kind.JOURNAL), journey.slice(), run::take);
        return run.result();
    }
}
