package io.tidegate.deploy.simulation;

import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.service.ServiceStatus;
import java.util.Optional;

/** The one number that a command sets and that a target has. */
final class Values {
    private Values() {}

    /** Of a command; empty for a step. */
    static Optional<Integer> of(ScaleCommand command) {
        return switch (command.getAction()) {
            case SetCapacity capacity -> Optional.of(capacity.getDesired());
            case SetBounds bounds -> Optional.of(bounds.getMin());
            default -> Optional.empty();
        };
    }

    /** Of a driven target, in AWS. */
    static int of(SimulatedCloud cloud, Targets.Driven driven) {
        return switch (driven.via()) {
            case SERVICE ->
                cloud.service(driven.target()).map(ServiceStatus::desired).orElse(-1);
            case SCALABLE_TARGET ->
                cloud.scalableTarget(driven.target())
                        .map(Mutation.Bounds::minimum)
                        .orElse(-1);
            case DESIRED ->
                cloud.group(driven.target().substring("asg/".length()))
                        .map(GroupStatus::desired)
                        .orElse(-1);
        };
    }
}
