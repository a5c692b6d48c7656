/**
 * Decides from one look at the world, as the service would with nothing behind it. Start at
 * {@link io.tidegate.streams.once.OneDecision}.
 */
@NullMarked
package io.tidegate.streams.once;

import org.jspecify.annotations.NullMarked;
