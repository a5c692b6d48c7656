package io.tidegate.streams.decide;

import java.time.Duration;

/**
 * How the second hop behaves.
 *
 * @param tickInterval between two ticks of a journal partition
 * @param snapshotInterval between two snapshots of a domain
 * @param tzdataVersion recorded with every decision, for schedules depend on it
 */
public record DecideSettings(Duration tickInterval, Duration snapshotInterval, String tzdataVersion) {
    public DecideSettings {
        if (!tickInterval.isPositive()) {
            throw new IllegalArgumentException("decide.tickInterval must be positive, was " + tickInterval);
        }
        if (snapshotInterval.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("decide.snapshotInterval must be at least 1s, was " + snapshotInterval);
        }
    }

    /** A tick a second, a snapshot a day. */
    public static DecideSettings standard(String tzdataVersion) {
        return new DecideSettings(Duration.ofSeconds(1), Duration.ofDays(1), tzdataVersion);
    }
}
