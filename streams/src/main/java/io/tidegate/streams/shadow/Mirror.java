package io.tidegate.streams.shadow;

import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.util.List;

/** What AWS would tell of a target that had the virtual capacity, and were as it is otherwise. */
final class Mirror {
    private Mirror() {}

    /** Of an observation of the target; that of its capacity first. */
    static List<Observation> of(CapacityPolicy policy, Observation seen, VirtualCapacity capacity) {
        int desired = capacity.desired();
        int running = capacity.running();
        int pending = Math.max(0, desired - running);
        var bounds = new Observation.ScalableTarget(
                capacity.bounds().min(), capacity.bounds().max());
        return switch (seen) {
            case Observation.Service service -> {
                var like = new Observation.Service(
                        service.status(), desired, running, pending, service.deploymentInProgress());
                yield policy.via() == Actuation.SCALABLE_TARGET ? List.of(like, bounds) : List.of(like);
            }
            case Observation.Group group ->
                List.of(new Observation.Group(
                        bounds.min(), bounds.max(), desired, running, pending, 0, group.status(), group.ecsManaged()));
            case Observation.ScalableTarget _ -> List.of(bounds);
            default -> throw new IllegalArgumentException("observation must be of a capacity, was " + seen);
        };
    }
}
