/**
 * How metrics follow from what is asked of a target and from how much of it works. Start at
 * {@link io.tidegate.streams.demand.Feedback}.
 */
@NullMarked
package io.tidegate.streams.demand;

import org.jspecify.annotations.NullMarked;
