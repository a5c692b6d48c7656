package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.ClusterPolicy.Reservation;
import io.tidegate.streams.policy.DrainPolicy.Escalation;
import io.tidegate.streams.policy.DrainPolicy.Ladder;
import io.tidegate.streams.policy.DrainPolicy.Rung;
import io.tidegate.streams.policy.ImagePolicy.Protected;
import io.tidegate.streams.policy.ImagePolicy.Refresh;
import io.tidegate.streams.policy.ImagePolicy.Version;
import io.tidegate.streams.policy.OnMissing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a policy says when it says nothing; each with its reason. */
final class Defaults {
    /** One standard CloudWatch period: shorter windows would decide by a single reading. Longer where readings are rarer. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** CloudWatch's standard period. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    /** One pane of samples that declare no period. */
    static final Duration HTTP_INTERVAL = Duration.ofSeconds(5);

    /** Below the default interval, so that reads do not pile up. */
    static final Duration HTTP_TIMEOUT = Duration.ofSeconds(3);

    /** Kubernetes' horizontal-pod-autoscaler-tolerance. */
    static final double TOLERANCE = 0.1;

    /** Half as much again as the proportional answer: each step until the value falls below its end finds out more. */
    static final double SATURATION_FACTOR = 1.5;

    /** One time in ten the load comes to more than what is foreseen; what is foreseen and does not come costs money. */
    static final double QUANTILE = 0.9;

    /**
     * In: 300 s, the ScaleInCooldown that Application Auto Scaling has for ECS services, and Kubernetes' downscale
     * stabilization. Out: what a task takes to start and to take its load; how far readings look back comes on top.
     */
    static final Cooldown COOLDOWN = new Cooldown(WINDOW, Duration.ofMinutes(5));

    /** An outage of a metric takes no capacity away unless the policy says so. */
    static final OnMissing.When FALLBACK = OnMissing.When.IF_HIGHER;

    /** One after the other: the least that moves tasks. */
    static final int DRAIN_BUDGET = 1;

    /** Those of a capacity provider (Amazon ECS API, ManagedScaling). */
    static final Reservation RESERVATION = new Reservation(100, 1, 10_000, Duration.ofMinutes(5));

    /**
     * Out: none, for tasks that have no place are no reading that may be wrong, and instances on their way are counted. In: as
     * long as for services, for tasks that have just moved should not move again.
     */
    static final Cooldown CLUSTER_COOLDOWN = new Cooldown(Duration.ZERO, COOLDOWN.scaleIn());

    /**
     * Told after five minutes, which a drain of services rarely takes; after fifteen the instance ends as it is. Standalone tasks
     * are stopped by nobody who did not ask for it.
     */
    static final Ladder ESCALATION = new Ladder(List.of(
            new Rung(Duration.ofMinutes(5), Escalation.NOTIFY), new Rung(Duration.ofMinutes(15), Escalation.CONTINUE)));

    /** AWS ends the instance two minutes after its notice: half a minute is left for what has not come to its end. */
    static final Duration SPOT_DEADLINE = Duration.ofSeconds(90);

    /** Three times what an instance takes at most to launch and to register. */
    static final Duration LAUNCH_DEADLINE = Duration.ofMinutes(10);

    /** One's own images: those of others change when they please. */
    static final List<String> IMAGE_OWNERS = List.of("self");

    /** What was made last, by whomever, with another image and nothing else; no version goes that nobody asked for. */
    static final Version VERSION = new Version("$Latest", Optional.empty(), Optional.empty(), List.of());

    /** Those of an instance refresh (EC2 Auto Scaling API reference, RefreshPreferences), but for instances that match. */
    static final Refresh REFRESH = new Refresh(90, Optional.empty(), true, Protected.IGNORE);

    /** A new version takes seconds; the rest is for an image that is still being made. */
    static final Duration IMAGE_LEAD = Duration.ofMinutes(20);

    /** A scheduled scale-out is for a load that comes at its time: it waits, and not for long. */
    static final Duration IMAGE_WAIT = Duration.ofMinutes(10);

    private Defaults() {}
}
