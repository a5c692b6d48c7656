package io.tidegate.simulatedaws.observation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each operation was called, by names such as {@code ecs.UpdateService}; a copy that no longer changes.
 *
 * @param received every call, whatever became of it
 * @param throttled calls that were turned away
 * @param failed calls that were denied or refused, or that an injected 5xx, hang or cut connection met
 * @param unknown calls of operations that are not simulated
 */
public record CallCounts(
        SortedMap<String, Long> received,
        SortedMap<String, Long> throttled,
        SortedMap<String, Long> failed,
        SortedMap<String, Long> unknown) {
    public CallCounts {
        received = copy(received);
        throttled = copy(throttled);
        failed = copy(failed);
        unknown = copy(unknown);
    }

    private static SortedMap<String, Long> copy(SortedMap<String, Long> counts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
