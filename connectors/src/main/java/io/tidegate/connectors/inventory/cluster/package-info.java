/**
 * Observes ECS clusters: their instances, what runs on them, and the group behind them; {@link
 * io.tidegate.connectors.inventory.cluster.ClusterReader} asks AWS, {@code ClusterMapper} is the pure part.
 */
@NullMarked
package io.tidegate.connectors.inventory.cluster;

import org.jspecify.annotations.NullMarked;
