package io.tidegate.streams.cluster;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with the instances of a cluster by their tasks: refuse where ECS does it itself, else back into the
 * bounds, else out by what has no place, else in by what can be emptied. Instances that are empty after draining are
 * terminated in any case.
 */
public final class FitPlanner {
    private final Fleet fleet;
    private final ClusterPolicy.Fit policy;
    private final Bounds bounds;

    private FitPlanner(Fleet fleet, ClusterPolicy.Fit policy, Bounds wanted) {
        this.fleet = fleet;
        this.policy = policy;
        this.bounds = within(fleet.group(), wanted);
    }

    /** Bounds that the group's own leave of wanted ones, for AWS refuses a capacity outside its own. */
    static Bounds within(ScalingGroup group, Bounds wanted) {
        return new Bounds(
                Math.clamp(wanted.min(), group.min(), group.max()), Math.clamp(wanted.max(), group.min(), group.max()));
    }

    /** The plan for a group that ECS scales by itself; null when it does not. */
    static @Nullable ClusterPlan refused(Fleet fleet, Bounds bounds) {
        var management = fleet.management();
        return management.scaling()
                ? new ClusterPlan(
                        new ClusterPlan.Refuse("MANAGED_SCALING"),
                        bounds,
                        fleet.group().desired(),
                        "capacity provider %s scales group %s by itself; turn its managed scaling off or this policy"
                                .formatted(management.provider(), fleet.group().name()),
                        List.of(),
                        List.of())
                : null;
    }

    /** Plans for a fleet; the group's own bounds hold as well as the policy's. */
    public static ClusterPlan plan(Fleet fleet, ClusterPolicy.Fit policy, Bounds bounds) {
        return new FitPlanner(fleet, policy, bounds).plan();
    }

    private ClusterPlan plan() {
        var refused = refused(fleet, bounds);
        if (refused != null) {
            return refused;
        }
        var fit = Fit.of(fleet, policy.buffer());
        int desired = fleet.group().desired();
        int wanted = desired + fit.instances();
        int bounded = bounds.clamp(wanted);
        if (bounded > desired) {
            return grow(fit, desired, wanted, bounded);
        }
        if (fit.instances() > 0) {
            return keep(fit, Limit.MAX, wanted, "%s, but max is %d".formatted(need(fit), bounds.max()));
        }
        return shrink(fit);
    }

    private ClusterPlan grow(Fit fit, int desired, int wanted, int bounded) {
        if (wanted == bounded) {
            var limit = fit.limit() == null ? Limit.MIN : fit.limit();
            return plan(fit, new ClusterPlan.Grow(desired, bounded, limit), wanted, need(fit));
        }
        return wanted < bounded
                ? plan(fit, new ClusterPlan.Grow(desired, bounded, Limit.MIN), wanted, "min is " + bounds.min())
                : plan(
                        fit,
                        new ClusterPlan.Grow(desired, bounded, Limit.MAX),
                        wanted,
                        "%s, but max is %d".formatted(need(fit), bounds.max()));
    }

    private ClusterPlan shrink(Fit fit) {
        int staying = fleet.group().desired() - fleet.draining();
        if (fleet.management().draining()) {
            return keep(
                    fit,
                    Limit.PROTECTED,
                    staying,
                    "capacity provider %s drains instances by itself: none is drained here"
                            .formatted(fleet.management().provider()));
        }
        if (!fleet.unsized().isEmpty()) {
            return keep(fit, Limit.UNSIZED, staying, unsized(fleet));
        }
        var scaleIn =
                ScaleIn.of(fleet, policy.buffer(), policy.drainBudget() - fleet.draining(), staying - bounds.min());
        var limit = scaleIn.limit();
        if (scaleIn.instances().isEmpty()) {
            return keep(fit, limit, staying, "everything has its place, and no instance can go: " + because(limit));
        }
        String ids = scaleIn.instances().stream().map(Instance::id).collect(Collectors.joining(", "));
        return plan(
                fit,
                new ClusterPlan.Drain(scaleIn.instances(), limit),
                staying - scaleIn.instances().size(),
                "what runs on %s fits on the rest; no more can go: %s".formatted(ids, because(limit)));
    }

    private ClusterPlan keep(Fit fit, Limit limit, int wanted, String explanation) {
        return plan(fit, new ClusterPlan.Keep(limit), wanted, explanation);
    }

    private ClusterPlan plan(Fit fit, ClusterPlan.Action action, int wanted, String explanation) {
        return new ClusterPlan(action, bounds, wanted, explanation, finished(fleet, bounds), fit.impossible());
    }

    /** Why no instance goes while the size of some tasks is unknown. */
    static String unsized(Fleet fleet) {
        return "what a task of %s takes is not known: no instance is drained"
                .formatted(String.join(", ", fleet.unsized()));
    }

    // Only what was seen to drain: until then a task may have been placed on it. With decrement while the group stays
    // within
    // its bounds; below, AWS would refuse, and a replacement comes.
    static List<ClusterPlan.Termination> finished(Fleet fleet, Bounds bounds) {
        var done = fleet.instances().stream()
                .filter(instance -> instance.status() == Instance.Status.DRAINING && !instance.leaving())
                .filter(fleet::isEmpty)
                .toList();
        int spare = fleet.group().desired() - bounds.min();
        return IntStream.range(0, done.size())
                .mapToObj(i -> new ClusterPlan.Termination(done.get(i), i < spare))
                .toList();
    }

    private static String need(Fit fit) {
        return fit.limit() == Limit.BUFFER
                ? "%d more instances for the buffer".formatted(fit.instances())
                : "%d more instances for tasks that lack %s".formatted(fit.instances(), fit.limit());
    }

    private static String because(Limit limit) {
        return switch (limit) {
            case CPU, MEMORY, GPU, PORTS ->
                "the rest would lack " + limit.name().toLowerCase(Locale.ROOT);
            case BUFFER -> "the buffer would not stay free";
            case MIN -> "min is reached";
            case MAX -> "max is reached";
            case BUDGET -> "no more may drain at once";
            case PROTECTED -> "the others are protected, not connected, or run tasks that cannot be moved";
            case RESERVATION -> "the reservation is kept";
            case LAUNCHING -> "instances are on their way";
            case UNSIZED -> "what tasks take is not known";
            case OVERRIDE -> "a person decided it";
        };
    }
}
