/** Samples that people send by hand; see {@link io.tidegate.deploy.sample.SamplePublisher}. */
@NullMarked
package io.tidegate.deploy.sample;

import org.jspecify.annotations.NullMarked;
