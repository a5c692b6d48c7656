/**
 * How a target follows orders: how long what is ordered takes to work, estimated from a log or given, and a target that does so
 * in virtual time. Start at {@link io.tidegate.deploy.whatif.plant.SimulatedTarget}.
 */
@NullMarked
package io.tidegate.deploy.whatif.plant;

import org.jspecify.annotations.NullMarked;
