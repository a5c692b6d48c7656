package io.tidegate.deploy.whatif.past;

import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.streams.decide.JournalSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The journal in parts, each of which is read from shortly before it begins: going through all of them again and again takes as long as
 * going through the journal again and again. One reading beforehand tells where parts begin, and which policies were in force then.
 */
public final class JournalParts {
    private static final long STEP = Duration.ofMinutes(10).toMillis();

    private final History history;
    private final Slice slice;
    // By partition: the first offset of each step.
    private final SortedMap<Integer, TreeMap<Long, Long>> offsets = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();

    /** A change of a policy, and where it stands. */
    private record Change(int partition, long offset, Happened happened) {}

    private JournalParts(History history, Slice slice) {
        this.history = history;
        this.slice = slice;
    }

    /** Of the domains of {@code slice}. */
    public static JournalParts of(History history, Slice slice) {
        var parts = new JournalParts(history, slice);
        history.each(Kind.JOURNAL, slice, parts::note);
        return parts;
    }

    private void note(Recorded found) {
        offsets.computeIfAbsent(found.partition(), _ -> new TreeMap<>())
                .putIfAbsent(found.appendedAt().toEpochMilli() / STEP, found.offset());
        if (JournalPast.isOfAPolicy(found) && found.value() instanceof JournalEntry entry) {
            var happened =
                    new Happened(found.appendedAt().toEpochMilli(), entry.getDomain(), JournalSerdes.fromAvro(entry));
            changes.add(new Change(found.partition(), found.offset(), happened));
        }
    }

    /** From a time, inclusive, to another, exclusive. */
    public JournalPast between(Instant from, Instant to) {
        var begins = new TreeMap<Integer, Long>();
        offsets.forEach((partition, steps) -> {
            var step = steps.floorEntry(from.toEpochMilli() / STEP);
            if (step != null) {
                begins.put(partition, step.getValue());
            }
        });
        var before = new ArrayList<>(new JournalPast(history, slice, Optional.of(from), Optional.of(to)).inForce());
        changes.stream()
                .filter(change -> change.offset() < begins.getOrDefault(change.partition(), 0L))
                .map(change -> new Happened(
                        from.toEpochMilli(),
                        change.happened().domain(),
                        change.happened().input()))
                .forEach(before::add);
        var part = new Slice(slice.domains(), begins, slice.since());
        return new JournalPast(history, part, Optional.of(from), Optional.of(to)).after(before);
    }
}
