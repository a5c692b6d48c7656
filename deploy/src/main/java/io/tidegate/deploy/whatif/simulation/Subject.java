package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.demand.Objective;
import io.tidegate.deploy.whatif.measure.Yardstick;
import io.tidegate.deploy.whatif.plant.Plant;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.demand.Feedbacks;
import io.tidegate.streams.policy.Bounds;
import java.util.OptionalDouble;

/**
 * A target to be simulated, the same for every policy that is tried on it.
 *
 * @param objective what tells of its load, and how much of it one unit is to carry
 * @param plant how it follows orders
 * @param bounds that AWS has when the past begins, of a scalable target
 * @param assumed units that are taken to have worked in a past that tells nothing of capacity, above 0; empty in one that does
 * @param start units that work when the past begins, until it tells
 */
public record Subject(
        Target target,
        Objective objective,
        Feedbacks feedbacks,
        Plant plant,
        Yardstick yardstick,
        Bounds bounds,
        OptionalDouble assumed,
        int start) {
    public Subject {
        if (assumed.isPresent() && !(assumed.getAsDouble() > 0)) {
            throw new IllegalArgumentException("capacity of the past must be above 0, was " + assumed.getAsDouble());
        }
    }
}
