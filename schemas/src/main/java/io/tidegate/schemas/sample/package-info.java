/**
 * The public door: samples as any producer may write them, Avro or JSON, and what makes one valid; see
 * {@link io.tidegate.schemas.sample.MetricSampleSerde}.
 */
@NullMarked
package io.tidegate.schemas.sample;

import org.jspecify.annotations.NullMarked;
