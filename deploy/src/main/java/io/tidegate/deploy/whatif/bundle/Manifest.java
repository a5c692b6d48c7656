package io.tidegate.deploy.whatif.bundle;

import io.tidegate.deploy.whatif.History.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a bundle.
 *
 * @param application that wrote it, with its version
 * @param tzdata version of the time zone data there
 * @param from where replays begin; empty for the beginning of the journal
 * @param to where the journal's clock ends; empty where nothing was left out at its end
 * @param targets that were asked for; all when empty
 * @param domains whose records are in it, with their partition of the journal
 * @param partitions of the journal
 * @param counts records of each kind
 * @param schemas ids of those that records were written with
 * @param redaction present where names stand for others
 */
public record Manifest(
        String application,
        String tzdata,
        Optional<Instant> from,
        Optional<Instant> to,
        List<String> targets,
        SortedMap<String, Integer> domains,
        SortedMap<Integer, Stretch> partitions,
        SortedMap<Kind, Long> counts,
        List<Integer> schemas,
        Optional<Redaction> redaction) {
    /** Of the format that is written, and the newest that is read. */
    public static final int FORMAT = 1;

    public Manifest {
        targets = List.copyOf(targets);
        domains = Collections.unmodifiableSortedMap(new TreeMap<>(domains));
        partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        schemas = List.copyOf(schemas);
    }

    /** A stretch of a journal partition: offsets and times of arrival, the last ones included. */
    public record Stretch(long firstOffset, long lastOffset, Instant firstAt, Instant lastAt) {
        Stretch and(long offset, Instant at) {
            return new Stretch(
                    Math.min(firstOffset, offset),
                    Math.max(lastOffset, offset),
                    at.isBefore(firstAt) ? at : firstAt,
                    at.isAfter(lastAt) ? at : lastAt);
        }
    }

    /**
     * What comes of other names.
     *
     * @param incomparable decisions and commands, by id, that a replay makes otherwise for no other reason
     */
    public record Redaction(List<String> incomparable) {
        public Redaction {
            incomparable = List.copyOf(incomparable);
        }
    }
}
