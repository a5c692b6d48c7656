/**
 * How fast it is: figures that mean something only beside each other, from one run on one machine. Start at
 * {@link io.tidegate.deploy.bench.AggregationBench} and {@link io.tidegate.deploy.bench.LatencyBench}.
 */
@NullMarked
package io.tidegate.deploy.bench;

import org.jspecify.annotations.NullMarked;
