/**
 * Metric readings aggregated in short spans of event time, and windows over them; all pure. Start at
 * {@link io.tidegate.streams.pane.PartialPane} and {@link io.tidegate.streams.pane.MetricWindow}.
 */
@NullMarked
package io.tidegate.streams.pane;

import org.jspecify.annotations.NullMarked;
