/**
 * The small parts that every source shares: a {@link io.tidegate.connectors.bridge.Loop} runs passes of throttle, read,
 * map, emit, checkpoint; {@link io.tidegate.connectors.bridge.Emitter} tells how far Kafka acknowledged.
 */
@NullMarked
package io.tidegate.connectors.bridge;

import org.jspecify.annotations.NullMarked;
