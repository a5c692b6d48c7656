/**
 * How many instances an ECS cluster needs, and which of them can go: bin-packing of tasks and buffers, or the reservation of a
 * capacity provider. Pure; start at {@link io.tidegate.streams.cluster.ClusterDecider}, and for the numbers at
 * {@link io.tidegate.streams.cluster.FitPlanner} and {@link io.tidegate.streams.cluster.Reservation}.
 */
@NullMarked
package io.tidegate.streams.cluster;

import org.jspecify.annotations.NullMarked;
