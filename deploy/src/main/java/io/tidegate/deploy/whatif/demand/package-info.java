/**
 * What was asked of a target, as far as its metrics and its capacity tell, and what its metrics would have been with another
 * capacity. Start at {@link io.tidegate.deploy.whatif.demand.Objective}.
 */
@NullMarked
package io.tidegate.deploy.whatif.demand;

import org.jspecify.annotations.NullMarked;
