package io.tidegate.connectors.executor.command;

import java.time.Instant;
import java.util.Comparator;

/** Place of a command among those of its target: ordered by epoch, then by sequence. */
public record Position(Instant epoch, long sequence) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::epoch).thenComparingLong(Position::sequence);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** Whether a command at {@code other} came before this one. */
    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    /** The later of the two. */
    public Position max(Position other) {
        return isAfter(other) ? this : other;
    }
}
