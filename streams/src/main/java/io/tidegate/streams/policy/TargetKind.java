package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.util.List;

/** Kinds of target that have a capacity, with what they are counted in and how they are scaled. */
public enum TargetKind {
    /** ECS services. At most 5,000 tasks (Amazon ECS service quotas, "Tasks per service"). */
    SERVICE("services", "tasks", 5_000),
    /** EC2 Auto Scaling groups. AWS publishes no largest size; one above 10,000 is taken for a slip of the pen. */
    GROUP("groups", "instances", 10_000),
    /** Application Auto Scaling targets outside ECS, whose units may be small, such as those of DynamoDB. */
    TARGET("scalable targets", "units", Bounds.LIMIT);

    private final String plural;
    private final String units;
    private final int limit;

    TargetKind(String plural, String units, int limit) {
        this.plural = plural;
        this.units = units;
        this.limit = limit;
    }

    /**
     * The kind of a target.
     *
     * @throws IllegalArgumentException when it has no capacity
     */
    public static TargetKind of(Target target) {
        return switch (target) {
            case Target.EcsService _ -> SERVICE;
            case Target.Group _ -> GROUP;
            case Target.Scalable _ -> TARGET;
            case Target.Cluster _, Target.Instance _, Target.LaunchTemplate _ ->
                throw new IllegalArgumentException("targets must have a capacity, was \"%s\"".formatted(target.text()));
        };
    }

    /** What its targets are called. */
    public String plural() {
        return plural;
    }

    /** What its capacity is counted in. */
    public String units() {
        return units;
    }

    /** The largest capacity that a policy may name. */
    public int limit() {
        return limit;
    }

    /** How it can be scaled; the first is the one used unless a policy says otherwise. */
    public List<Actuation> actuations() {
        return switch (this) {
            case SERVICE -> List.of(Actuation.SERVICE, Actuation.SCALABLE_TARGET);
            case GROUP -> List.of(Actuation.DESIRED, Actuation.BOUNDS);
            case TARGET -> List.of(Actuation.SCALABLE_TARGET);
        };
    }

    void check(String what, int capacity) {
        Check.that(capacity <= limit, "%s must be at most %d %s, was %%s".formatted(what, limit, units), capacity);
    }
}
