/**
 * Cluster files of structurely/ecs-autoscale, decided as that program decides them, its defects mended; all pure. Start at
 * {@link io.tidegate.streams.ecsautoscale.EcsAutoscaleRun}. The ids {@code Q01} to {@code Q20} and {@code L01} to
 * {@code L05} in comments and tests are those of the table in the module's RATIONALE.
 */
@NullMarked
package io.tidegate.streams.ecsautoscale;

import org.jspecify.annotations.NullMarked;
