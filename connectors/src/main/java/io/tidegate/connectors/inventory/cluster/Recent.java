package io.tidegate.connectors.inventory.cluster;

import java.util.LinkedHashMap;
import java.util.Optional;

/** The values that were used last, up to a bound. Thread-safe. */
final class Recent<V> {
    // An entry is 16 array slots and up; three quarters full is the JDK's own default.
    private final LinkedHashMap<String, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private final int bound;

    /** @param bound how many it keeps, at least 1 */
    Recent(int bound) {
        this.bound = bound;
    }

    synchronized Optional<V> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void put(String key, V value) {
        values.put(key, value);
        if (values.size() > bound) {
            values.pollFirstEntry();
        }
    }
}
