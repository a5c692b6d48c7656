package io.tidegate.deploy.whatif.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Which target changes by itself when, so that a tick looks at no other. Not thread-safe. */
final class Wakes {
    private final List<String> targets;
    private final Map<String, Integer> places = new HashMap<>(); // Looked up only.
    // A thousand numbers in a row are gone through sooner than a tree of them is kept in order.
    private final long[] times;
    private long first = Long.MAX_VALUE;

    /** Of targets none of which changes yet. */
    Wakes(Collection<String> targets) {
        this.targets = List.copyOf(new TreeSet<>(targets));
        this.times = new long[this.targets.size()];
        Arrays.fill(times, Long.MAX_VALUE);
        for (int place = 0; place < times.length; place++) {
            places.put(this.targets.get(place), place);
        }
    }

    /** It does so then, and no earlier. */
    void set(String target, long at) {
        int place = Objects.requireNonNull(places.get(target), target);
        long before = times[place];
        times[place] = at;
        if (at <= first) {
            first = at;
        } else if (before == first) {
            first = earliest();
        }
    }

    private long earliest() {
        long earliest = Long.MAX_VALUE;
        for (long time : times) {
            earliest = Math.min(earliest, time);
        }
        return earliest;
    }

    /** The first time of all; {@link Long#MAX_VALUE} when none is known. */
    long first() {
        return first;
    }

    /** Those that do so by {@code now}, in the order of their names. */
    List<String> upTo(long now) {
        if (first > now) {
            return List.of();
        }
        var due = new ArrayList<String>();
        for (int place = 0; place < times.length; place++) {
            if (times[place] <= now) {
                due.add(targets.get(place));
            }
        }
        return due;
    }
}
