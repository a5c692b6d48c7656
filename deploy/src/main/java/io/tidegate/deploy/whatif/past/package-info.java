/**
 * What happened, in one order, wherever it is kept: in topics, in a bundle, or in a trace. Start at
 * {@link io.tidegate.deploy.whatif.past.Past}.
 */
@NullMarked
package io.tidegate.deploy.whatif.past;

import org.jspecify.annotations.NullMarked;
