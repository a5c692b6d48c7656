/** Everything that runs on one machine without installing anything; see {@link io.tidegate.deploy.local.EmbeddedKafka}. */
@NullMarked
package io.tidegate.deploy.local;

import org.jspecify.annotations.NullMarked;
