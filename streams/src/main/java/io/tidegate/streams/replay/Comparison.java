package io.tidegate.streams.replay;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares records of one kind, byte by byte: what is on record, and what a replay says. Feed both sides as they come, then
 * ask for the result. What has met its other side is forgotten, so that memory holds what is out of step and no more.
 */
public final class Comparison {
    private final Causes causes;
    private final Watcher watcher;
    private final TreeMap<String, Side> recorded = new TreeMap<>();
    private final TreeMap<String, Side> replayed = new TreeMap<>();
    private final TreeMap<String, String> leftOut = new TreeMap<>();
    private final TreeMap<String, Integer> incomparable = new TreeMap<>();
    private int records;
    private int identical;
    private int different;
    private @Nullable Difference first;

    /** Tells why two payloads that differ do. */
    public interface Causes {
        /** What differs, for people. */
        String of(ByteBuffer recorded, ByteBuffer replayed);
    }

    /** Is told of each record how it compares. */
    public interface Watcher {
        /** For nobody who wants to know. */
        Watcher NOBODY = (_, _) -> {};

        /** A record that can be compared was, or has no other side. */
        void compared(String id, boolean same);
    }

    /**
     * One record.
     *
     * @param order position in its partition, for finding the first difference: the journal offset it was made at
     * @param payload Avro payload without the 5-byte header
     * @param incomparable why it cannot be compared; null when it can
     */
    public record Side(
            long order, ByteBuffer payload, @Nullable String incomparable) {}

    /**
     * How the sides compare.
     *
     * @param records on record, inside the replayed range
     * @param incomparable number by reason
     */
    public record Result(
            int records,
            int identical,
            int different,
            SortedMap<String, Integer> incomparable,
            Optional<Difference> first) {
        public boolean isIdentical() {
            return different == 0;
        }
    }

    /**
     * A difference.
     *
     * @param id of the record
     * @param cause what differs, for people
     */
    public record Difference(String id, long order, String cause) {}

    public Comparison(Causes causes, Watcher watcher) {
        this.causes = causes;
        this.watcher = watcher;
    }

    /** Takes what is on record under an id, which begins with its domain and {@code |}. */
    public void recorded(String id, Side side) {
        var other = replayed.remove(id);
        if (other == null) {
            recorded.put(id, side);
        } else {
            compare(id, side, other);
        }
    }

    /** Takes what a replay says under an id. */
    public void replayed(String id, Side side) {
        var other = recorded.remove(id);
        if (other == null) {
            replayed.put(id, side);
        } else {
            compare(id, other, side);
        }
    }

    /** Says that no record of a domain can be compared, and why. */
    public void leaveOut(String domain, String reason) {
        leftOut.put(domain, reason);
    }

    /** How many records wait for their other side. */
    public int waiting() {
        return recorded.size() + replayed.size();
    }

    private void compare(String id, @Nullable Side record, @Nullable Side replay) {
        if (record != null) {
            records++;
            var reason = record.incomparable() == null ? leftOut.get(domain(id)) : record.incomparable();
            if (reason != null) {
                incomparable.merge(reason, 1, Integer::sum);
                return;
            }
        }
        if (record != null && replay != null && record.payload().equals(replay.payload())) {
            identical++;
            watcher.compared(id, true);
            return;
        }
        different++;
        watcher.compared(id, false);
        long order = record != null ? record.order() : replay != null ? replay.order() : 0;
        if (first == null || order < first.order()) {
            first = new Difference(id, order, cause(record, replay));
        }
    }

    private String cause(@Nullable Side record, @Nullable Side replay) {
        if (record == null) {
            return "the record does not have it";
        }
        return replay == null ? "the replay does not make it" : causes.of(record.payload(), replay.payload());
    }

    /**
     * What came out. To be asked for once.
     *
     * @param counts whether a record without its other side counts, by its id and order: one that came too late does not
     */
    public Result result(BiPredicate<String, Long> counts) {
        recorded.forEach((id, side) -> {
            if (counts.test(id, side.order())) {
                compare(id, side, null);
            }
        });
        replayed.forEach((id, side) -> {
            if (counts.test(id, side.order())) {
                compare(id, null, side);
            }
        });
        return new Result(records, identical, different, incomparable, Optional.ofNullable(first));
    }

    /** The domain that an id begins with. */
    public static String domain(String id) {
        int end = id.indexOf('|');
        return end < 0 ? id : id.substring(0, end);
    }

    /** The target that an id tells after the domain. */
    public static String target(String id) {
        var parts = id.split("\\|", -1);
        return parts.length < 2 ? id : parts[1];
    }
}
