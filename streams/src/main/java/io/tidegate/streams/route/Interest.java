package io.tidegate.streams.route;

import java.util.List;
import java.util.SortedMap;

/**
 * Who wants a series.
 *
 * @param targetsByDomain targets whose policies select it, sorted, by their domains
 * @param early whether a metric takes running panes, so that they must not wait
 * @param latenessMillis the longest that a metric waits after a pane's end
 * @param quantiles whether a metric asks for a quantile, so that panes have sketches
 * @param rate whether a metric asks for a rate, so that panes have single readings
 */
record Interest(
        SortedMap<String, List<String>> targetsByDomain,
        boolean early,
        long latenessMillis,
        boolean quantiles,
        boolean rate) {
    boolean isNone() {
        return targetsByDomain.isEmpty();
    }
}
