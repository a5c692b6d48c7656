package io.tidegate.schemas.registry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Ids that the registry did not know a moment ago, so that a flood of poison does not ask for each record again. */
final class UnknownIds {
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST = 10_000;

    private final Map<Integer, Long> since = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    UnknownIds(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean contains(int id) {
        var asked = since.get(id);
        return asked != null && nanos.getAsLong() - asked < REMEMBERED_NANOS;
    }

    void add(int id) {
        if (since.size() >= MOST) {
            since.clear();
        }
        since.put(id, nanos.getAsLong());
    }
}
