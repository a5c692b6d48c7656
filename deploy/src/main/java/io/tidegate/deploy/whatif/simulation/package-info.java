/**
 * The past with other policies, closed loop: the deciders as they run live, the executor's queue and budgets, targets that
 * follow orders, and metrics that follow from demand and capacity. Pure; start at
 * {@link io.tidegate.deploy.whatif.simulation.ClosedLoop}.
 */
@NullMarked
package io.tidegate.deploy.whatif.simulation;

import org.jspecify.annotations.NullMarked;
