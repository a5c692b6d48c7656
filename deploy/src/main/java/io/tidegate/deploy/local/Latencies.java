package io.tidegate.deploy.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Latencies in milliseconds and their percentiles, by the nearest rank. */
public final class Latencies {
    private final List<Long> all = new ArrayList<>();

    /** Counts one in; less than nothing is nothing. */
    public void add(long millis) {
        all.add(Math.max(0, millis)); // Clocks of one broker, but of several records.
    }

    /** How many there are. */
    public int count() {
        return all.size();
    }

    /** The smallest latency that {@code share} of them do not exceed; empty when there are none. */
    public OptionalLong percentile(double share) {
        if (all.isEmpty()) {
            return OptionalLong.empty();
        }
        int rank = Math.max(1, (int) Math.ceil(share * all.size()));
        return OptionalLong.of(all.stream().sorted().skip(rank - 1L).findFirst().orElseThrow());
    }

    /** {@code p50} and {@code p99}; null when there are none. */
    public Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("p50", boxed(percentile(0.50)));
        json.put("p99", boxed(percentile(0.99)));
        return json;
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
