package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import java.util.List;

/** What a document of a policy file says, of whatever kind; immutable and valid by construction. */
public sealed interface Policy permits CapacityPolicy, ClusterPolicy, DrainPolicy, EcsAutoscalePolicy, ImagePolicy {

    /** Unique among all policies. */
    String name();

    /** Counts the applications of the policy from 1; 0 before it was applied. */
    int revision();

    /** A disabled policy commands nothing, and keeps what it claims. */
    boolean enabled();

    /** What it decides, each on its own. */
    List<Target> targets();

    /** Everything that it changes, and that no other policy may: its targets and what stands behind them. */
    default List<Target> claims() {
        return targets();
    }

    /** How its commands are carried out. */
    Execution execution();

    /** Whether it decides beside what drives its targets, and drives nothing itself. */
    default boolean shadow() {
        return execution().shadow();
    }

    /** The same policy at a revision. */
    Policy withRevision(int revision);
}
