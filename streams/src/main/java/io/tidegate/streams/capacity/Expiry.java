package io.tidegate.streams.capacity;

import io.tidegate.streams.pane.SeriesPanes;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Forgets the panes that can influence nothing more: those outside every window, and series without any. A window ends with a
 * whole pane of the longest length there is, so it may begin as much earlier.
 */
final class Expiry {
    private Expiry() {}

    /** The state without them; itself when there are none. */
    static CapacityState forget(CapacityState state, Instant now) {
        var facts = state.facts();
        var policy = state.policy();
        var longestPane = facts.longestPane();
        var shortest = shortestLookBack(policy);
        // Most series are asked in vain, which takes no look at what selects them.
        var surely = now.minus(shortest).minus(longestPane);
        var changed = new ArrayList<SeriesPanes>();
        for (var panes : facts.series().values()) {
            if (!panes.isNeededAfter(surely)) {
                var recent =
                        panes.since(now.minus(lookBack(policy, panes, shortest)).minus(longestPane));
                if (recent.panes().size() < panes.panes().size()
                        || recent.panes().isEmpty()) {
                    changed.add(recent);
                }
            }
        }
        return changed.isEmpty() ? state : state.with(facts.keeping(changed));
    }

    private static Duration shortestLookBack(CapacityPolicy policy) {
        Duration shortest = null;
        for (var metric : policy.metrics()) {
            var lookBack = metric.lookBack();
            shortest = shortest == null || lookBack.compareTo(shortest) < 0 ? lookBack : shortest;
        }
        return shortest == null ? Duration.ZERO : shortest;
    }

    // Of a series that no metric selects any more: as little as of any.
    private static Duration lookBack(CapacityPolicy policy, SeriesPanes panes, Duration shortest) {
        var longest = shortest;
        for (var metric : policy.metrics()) {
            var lookBack = metric.lookBack();
            if (lookBack.compareTo(longest) > 0 && Evaluator.selects(metric, panes)) {
                longest = lookBack;
            }
        }
        return longest;
    }
}
