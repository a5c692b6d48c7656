package io.tidegate.deploy.books;

import io.tidegate.simulatedaws.observation.Mutation;
import java.util.Optional;

/**
 * A change that a call made in AWS.
 *
 * @param value what was set, as {@code 5} or {@code 2..8}
 */
public record Change(String target, String value, String requestId) {

    /** The change that a mutation is; empty for one that AWS made of it, such as a capacity pulled into new bounds. */
    public static Optional<Change> of(Mutation mutation) {
        return switch (mutation) {
            case Mutation.DesiredChanged desired when isPull(desired.origin().operation()) -> Optional.empty();
            case Mutation.DesiredChanged desired ->
                Optional.of(new Change(
                        desired.target(),
                        String.valueOf(desired.to()),
                        desired.origin().requestId()));
            case Mutation.BoundsChanged bounds ->
                Optional.ofNullable(bounds.to())
                        .map(to -> new Change(
                                bounds.target(),
                                to.minimum() + ".." + to.maximum(),
                                bounds.origin().requestId()));
            case Mutation.InstanceTerminated _, Mutation.InstanceStatusChanged _ -> Optional.empty();
        };
    }

    private static boolean isPull(String operation) {
        return operation.equals("RegisterScalableTarget") || operation.equals("UpdateAutoScalingGroup");
    }
}
