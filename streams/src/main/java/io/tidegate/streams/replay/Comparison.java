package io.tidegate.streams.replay;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares records of one kind, byte by byte: what is on record, and what a replay says. Feed both sides in any order, then
 * ask for the result.
 */
public final class Comparison {
    private final TreeMap<String, Side> recorded = new TreeMap<>();
    private final TreeMap<String, Side> replayed = new TreeMap<>();
    private final TreeMap<String, String> leftOut = new TreeMap<>();

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

    public void recorded(String id, Side side) {
        recorded.put(id, side);
    }

    public void replayed(String id, Side side) {
        replayed.put(id, side);
    }

    /** Says that no record of a domain can be compared, and why. */
    public void leaveOut(String domain, String reason) {
        leftOut.put(domain + "|", reason);
    }

    public Result result() {
        var incomparable = new TreeMap<String, Integer>();
        int identical = 0;
        var differences = new TreeMap<Long, Difference>();
        int different = 0;
        for (var entry : recorded.entrySet()) {
            var side = entry.getValue();
            var other = replayed.get(entry.getKey());
            var reason = side.incomparable() == null ? leftOut(entry.getKey()) : side.incomparable();
            if (reason != null) {
                incomparable.merge(reason, 1, Integer::sum);
            } else if (other != null && side.payload().equals(other.payload())) {
                identical++;
            } else {
                different++;
                differences.putIfAbsent(side.order(), new Difference(entry.getKey(), side.order(), cause(side, other)));
            }
        }
        for (var entry : replayed.entrySet()) {
            if (!recorded.containsKey(entry.getKey())) {
                different++;
                long order = entry.getValue().order();
                differences.putIfAbsent(order, new Difference(entry.getKey(), order, "the record does not have it"));
            }
        }
        var first = Optional.ofNullable(differences.firstEntry()).map(Map.Entry::getValue);
        return new Result(recorded.size(), identical, different, incomparable, first);
    }

    // Ids begin with their domain.
    private @Nullable String leftOut(String id) {
        return leftOut.entrySet().stream()
                .filter(domain -> id.startsWith(domain.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String cause(Side recorded, @Nullable Side replayed) {
        if (replayed == null) {
            return "the replay does not make it";
        }
        int at = recorded.payload().mismatch(replayed.payload());
        return "byte %d of the payload differs (%d bytes on record, %d replayed)"
                .formatted(
                        at, recorded.payload().remaining(), replayed.payload().remaining());
    }
}
