package io.tidegate.streams.route;

import java.util.List;
import java.util.SortedMap;

/**
 * Who wants a series.
 *
 * @param targetsByDomain targets whose policies select it, sorted, by their domains
 * @param early whether a metric takes running panes, so that they must not wait
 * @param latenessMillis the longest that a metric waits after a pane's end
 */
record Interest(SortedMap<String, List<String>> targetsByDomain, boolean early, long latenessMillis) {
    boolean isNone() {
        return targetsByDomain.isEmpty();
    }
}
