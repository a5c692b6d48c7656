package io.tidegate.streams;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.ClusterPolicy.Fit;
import io.tidegate.streams.policy.ClusterPolicy.Reservation;
import io.tidegate.streams.policy.ClusterPolicy.Sizing;
import io.tidegate.streams.policy.Execution;
import java.time.Duration;

/** Builds the policies of tests: 0 to 10 instances of {@code asg/demo} under {@code cluster/demo}, no cooldown. */
public final class ClusterPolicies {
    public static final String CLUSTER = "cluster/demo";
    public static final String GROUP = "asg/demo";

    private ClusterPolicies() {}

    /** By what tasks need, one instance drained at a time. */
    public static ClusterPolicy fit() {
        return of("instances", new Fit(Buffer.NONE, 1));
    }

    /** By a reservation of 100 %, warmed up in a minute. */
    public static ClusterPolicy reservation() {
        return of("instances", new Reservation(100, 1, 10, Duration.ofMinutes(1)));
    }

    public static ClusterPolicy of(String name, Sizing sizing) {
        var place = Target.Place.DEFAULT;
        return new ClusterPolicy(
                name,
                1,
                true,
                new Target.Cluster(place, "demo"),
                new Target.Group(place, "demo"),
                new Bounds(0, 10),
                sizing,
                new Cooldown(Duration.ZERO, Duration.ZERO),
                Execution.DEFAULT);
    }
}
