package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.measure.Yardstick;
import io.tidegate.deploy.whatif.plant.Plant;
import io.tidegate.schemas.naming.Target;
import java.util.Optional;

/**
 * A cluster whose instances are to be simulated, the same for every policy that is tried on it.
 *
 * @param launches how its group follows orders
 * @param tasks how services on it follow that are not simulated
 * @param yardstick of its instances; load is counted in instances
 */
public record ClusterSubject(Target.Cluster target, Plant launches, Plant tasks, Yardstick yardstick) {

    /** The cluster that a target is a service of. */
    public static Optional<Target.Cluster> under(Target target) {
        return target instanceof Target.EcsService service
                ? Optional.of(new Target.Cluster(service.place(), service.cluster()))
                : Optional.empty();
    }
}
