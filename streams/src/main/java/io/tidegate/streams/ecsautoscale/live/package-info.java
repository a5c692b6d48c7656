/**
 * Files of ecs-autoscale decided live: one run a minute, from what was observed of the cluster and the panes of its metrics.
 * Pure; start at {@link io.tidegate.streams.ecsautoscale.live.FileDecider}.
 */
@NullMarked
package io.tidegate.streams.ecsautoscale.live;

import org.jspecify.annotations.NullMarked;
