/**
 * Decides how an instance leaves that its group terminates, and how one comes that it launches, while a lifecycle hook holds it:
 * {@link io.tidegate.streams.termination.TerminationDecider}.
 */
@NullMarked
package io.tidegate.streams.termination;

import org.jspecify.annotations.NullMarked;
