/**
 * Amazon CloudWatch metrics: data that appears with a delay, and the rules by which it is put into periods; entry classes
 * {@link io.tidegate.simulatedaws.metric.MetricStore} and {@link io.tidegate.simulatedaws.metric.CloudWatchApi}.
 */
@NullMarked
package io.tidegate.simulatedaws.metric;

import org.jspecify.annotations.NullMarked;
