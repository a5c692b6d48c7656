package io.tidegate.connectors.inventory;

import io.tidegate.schemas.naming.Target;

/**
 * An ECS service that policies drive.
 *
 * @param bounds whether the bounds of its Application Auto Scaling target are observed as well
 */
public record WatchedService(Target.EcsService target, boolean bounds) {

    /** The same service with what either of two policies wants to know. */
    public WatchedService merged(WatchedService other) {
        return new WatchedService(target, bounds || other.bounds);
    }
}
