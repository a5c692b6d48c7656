package io.tidegate.connectors.bridge;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one source did since its start; any metrics library reads it by these numbers. Thread-safe. */
public final class SourceCounters {
    private final LongAdder reads = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final Map<ErrorKind, LongAdder> errors = new EnumMap<>(ErrorKind.class);

    public SourceCounters() {
        for (var kind : ErrorKind.values()) {
            errors.put(kind, new LongAdder());
        }
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
        return adder(kind).sum();
    }

    public void countRead() {
        reads.increment();
    }

    public void countRecords(long count) {
        records.add(count);
    }

    public void countError(ErrorKind kind) {
        adder(kind).increment();
    }

    private LongAdder adder(ErrorKind kind) {
        var adder = errors.get(kind);
        if (adder == null) {
            throw new AssertionError("no counter for " + kind);
        }
        return adder;
    }
}
