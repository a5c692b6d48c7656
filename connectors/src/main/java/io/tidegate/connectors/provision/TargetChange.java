package io.tidegate.connectors.provision;

import java.util.List;

/** Changes of a scalable target. */
public sealed interface TargetChange extends Change {
    ScalableTarget target();

    @Override
    default ResourceId subject() {
        return target().id();
    }

    @Override
    default String call() {
        return "application-autoscaling:" + getClass().getSimpleName();
    }

    /**
     * Registers it, or sets what differs; the call is the same.
     *
     * @param anew whether nothing stands: it is given its tag then
     */
    record RegisterScalableTarget(ScalableTarget target, boolean anew, List<Difference> sets) implements TargetChange {}

    /** Takes it over. */
    record TagResource(ScalableTarget target) implements TargetChange {}

    /** Forgets it; its service keeps its capacity. */
    record DeregisterScalableTarget(ScalableTarget target) implements TargetChange {}
}
