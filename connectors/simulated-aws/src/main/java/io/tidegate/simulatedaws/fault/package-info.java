/** How the simulated cloud misbehaves: seeded rates and faults asked for; entry class {@link io.tidegate.simulatedaws.fault.FaultPlan}. */
@NullMarked
package io.tidegate.simulatedaws.fault;

import org.jspecify.annotations.NullMarked;
