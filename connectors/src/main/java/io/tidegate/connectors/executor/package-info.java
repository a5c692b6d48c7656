/** Carries out commands on AWS, each with exactly one outcome; see {@link io.tidegate.connectors.executor.Executor}. */
@NullMarked
package io.tidegate.connectors.executor;

import org.jspecify.annotations.NullMarked;
