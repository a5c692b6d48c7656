package io.tidegate.connectors.provision;

import java.util.List;

/** The calls for a scalable target. */
record TargetSteps(ScalableTarget target) implements Steps {
    static TargetSteps of(ScalableTarget target) {
        return new TargetSteps(target);
    }

    @Override
    public ResourceId id() {
        return target.id();
    }

    @Override
    public Members made() {
        return target.members();
    }

    @Override
    public Members compared() {
        return target.compared();
    }

    @Override
    public List<TargetChange> create() {
        return List.of(new TargetChange.RegisterScalableTarget(target, true, made().anew()));
    }

    @Override
    public TargetChange adopt() {
        return new TargetChange.TagResource(target);
    }

    @Override
    public List<TargetChange> update(Stands stands, List<Difference> differences) {
        return List.of(new TargetChange.RegisterScalableTarget(target, false, differences));
    }
}
