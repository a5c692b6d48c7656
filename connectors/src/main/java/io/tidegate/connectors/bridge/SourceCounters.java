package io.tidegate.connectors.bridge;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one source did since its start; any metrics library reads it by these numbers. Thread-safe. */
public final class SourceCounters {
    private final LongAdder reads = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final Map<ErrorKind, LongAdder> errors = adders(ErrorKind.class);
    private final Map<IgnoredKind, LongAdder> ignored = adders(IgnoredKind.class);

    private static <K extends Enum<K>> Map<K, LongAdder> adders(Class<K> kinds) {
        var adders = new EnumMap<K, LongAdder>(kinds);
        for (var kind : kinds.getEnumConstants()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }

    /** Calls made to the source, successful or not; for the policy follower, records read. */
    public long reads() {
        return reads.sum();
    }

    /** Records that Kafka acknowledged. */
    public long records() {
        return records.sum();
    }

    public long errors(ErrorKind kind) {
        return adder(errors, kind).sum();
    }

    /** What was understood and passed over. */
    public long ignored(IgnoredKind kind) {
        return adder(ignored, kind).sum();
    }

    public void countRead() {
        reads.increment();
    }

    public void countRecords(long count) {
        records.add(count);
    }

    public void countError(ErrorKind kind) {
        adder(errors, kind).increment();
    }

    public void countIgnored(IgnoredKind kind) {
        adder(ignored, kind).increment();
    }

    private static <K extends Enum<K>> LongAdder adder(Map<K, LongAdder> adders, K kind) {
        var adder = adders.get(kind);
        if (adder == null) {
            throw new AssertionError("no counter for " + kind);
        }
        return adder;
    }
}
