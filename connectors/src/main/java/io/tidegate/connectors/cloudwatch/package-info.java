/**
 * Reads CloudWatch metrics by GetMetricData; {@link io.tidegate.connectors.cloudwatch.CloudWatchBridge} is the source,
 * {@code CloudWatchPlan} and {@code CloudWatchMapper} are its pure parts.
 */
@NullMarked
package io.tidegate.connectors.cloudwatch;

import org.jspecify.annotations.NullMarked;
