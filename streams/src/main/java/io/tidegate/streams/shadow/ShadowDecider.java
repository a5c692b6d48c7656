package io.tidegate.streams.shadow;

import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.MetricInput;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Measured;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import io.tidegate.streams.policy.TargetKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a shadow decide as the same policy would in force: the decider is the one of production, and what it orders comes about
 * in the virtual capacity. Pure.
 */
final class ShadowDecider {
    // For want of an observation: what a task takes in local mode at most, and an instance at most.
    private static final Duration TASK_START = Duration.ofSeconds(40);
    private static final Duration INSTANCE_START = Duration.ofMinutes(3);

    private final CapacityDecider decider = new CapacityDecider();

    /** What follows from an input. A null state means that the shadow is gone. */
    record Moved(@Nullable ShadowState next, List<Shadowed> decisions) {
        static Moved silent(ShadowState next) {
            return new Moved(next, List.of());
        }
    }

    /** A policy becomes a shadow of the target, or changes while it is one. */
    Moved take(
            @Nullable ShadowState state, String domain, String target, CapacityPolicy policy, @Nullable Instant now) {
        var step = decider.take(state == null ? null : state.decider(), domain, target, policy, now);
        var taken = step.next();
        return state == null && taken != null ? Moved.silent(ShadowState.taken(taken)) : followed(state, step, now);
    }

    /** A policy is a shadow of the target no more. */
    Moved release(ShadowState state, @Nullable Instant now) {
        String policy = state.decider().policy().name();
        return followed(state, decider.release(state.decider(), policy, now), now);
    }

    /** People overrode something in the target's domain: it would hold for this policy too. */
    Moved override(ShadowState state, Overridden input, @Nullable Instant now) {
        return followed(state, decider.override(state.decider(), input, now), now);
    }

    /** A series that the shadow selects has a new partial pane. */
    Moved measure(ShadowState state, Measured input, @Nullable Instant now) {
        var seen = Likeness.of(state, input);
        var noted = seen.censored()
                .map(alias -> state.censoring(alias, input.pane().end()))
                .orElse(state);
        return seen.pane()
                .map(pane -> new Measured(input.series(), pane, input.targets()))
                .map(like -> followed(noted, decider.measure(noted.decider(), like, now), now))
                .orElseGet(() -> Moved.silent(noted));
    }

    /** AWS answered about the real target. */
    Moved observe(ShadowState state, Observed input) {
        var at = input.at();
        return Moved.silent(
                switch (input.observation()) {
                    case Observation.Capacity seen ->
                        isOfBounds(state) ? state : mirrored(real(state, at, seen), seen, at);
                    case Observation.ScalableTarget seen ->
                        isOfBounds(state) ? mirrored(real(state, at, seen), seen, at) : state;
                    case Observation.Cluster _, Observation.Instances _ -> told(state, input.observation(), at);
                    case Observation.Nothing _ -> told(state.gone(), input.observation(), at);
                    case Observation.HookedGroups _, Observation.Template _ -> state;
                });
    }

    private static boolean isOfBounds(ShadowState state) {
        return state.decider().policy().kind() == TargetKind.TARGET;
    }

    private static ShadowState real(ShadowState state, Instant at, Observation.Capacity seen) {
        boolean deploying = seen instanceof Observation.Service service && service.deploymentInProgress();
        var known = state.with(state.real().observed(at, seen.desired(), seen.running(), deploying));
        if (seen instanceof Observation.Group group) {
            var bounds = new Bounds(group.min(), group.max());
            var begun = begun(known, at, bounds, seen.desired(), seen.running());
            var capacity = begun.capacity();
            // Who writes the desired capacity alone finds the bounds that somebody else has set.
            return capacity != null && state.decider().policy().via() == Actuation.DESIRED
                    ? begun.having(capacity.within(bounds), at)
                    : begun;
        }
        return begun(known, at, state.decider().policy().bounds(), seen.desired(), seen.running());
    }

    // The capacity of a scalable target is what it may be at most (RATIONALE.md).
    private static ShadowState real(ShadowState state, Instant at, Observation.ScalableTarget seen) {
        var known = state.with(state.real().observed(at, seen.max(), seen.max(), false));
        return begun(known, at, new Bounds(seen.min(), seen.max()), seen.max(), seen.max());
    }

    private static ShadowState begun(ShadowState state, Instant at, Bounds bounds, int desired, int running) {
        return state.capacity() == null
                ? state.having(VirtualCapacity.like(bounds, desired, running, at, startUp(state)), at)
                : state;
    }

    private static Duration startUp(ShadowState state) {
        return switch (state.decider().policy().kind()) {
            case SERVICE -> state.real().startUp(TASK_START);
            case GROUP -> state.real().startUp(INSTANCE_START);
            case TARGET -> Duration.ZERO; // Nobody tells what it has, so it has what is set.
        };
    }

    private ShadowState mirrored(ShadowState state, Observation seen, Instant at) {
        var next = state;
        var capacity = state.capacity();
        if (capacity != null) {
            for (var like : Mirror.of(state.decider().policy(), seen, capacity)) {
                next = told(next, like, at);
            }
        }
        return next;
    }

    private ShadowState told(ShadowState state, Observation seen, Instant at) {
        var next = decider.observe(state.decider(), new Observed(state.decider().target(), at, seen))
                .next();
        return next == null ? state : state.with(next);
    }

    /** The clock reached {@code now}. */
    Moved tick(ShadowState state, Instant now) {
        var capacity = state.capacity();
        var seen = capacity == null ? state : renewed(state.having(capacity.at(now), now), now);
        return seen.decider().dueAt().isAfter(now)
                ? Moved.silent(seen)
                : followed(seen, decider.tick(seen.decider(), now), now);
    }

    // What has changed is seen at the next tick, as an inventory would show it a moment later.
    private ShadowState renewed(ShadowState state, Instant now) {
        var facts = state.decider().facts();
        Seen<?> last = isOfBounds(state) ? facts.bounds() : facts.capacity();
        var capacity = state.capacity();
        if (last == null || capacity == null || !(last.what() instanceof Observation seen)) {
            return state;
        }
        boolean same =
                Mirror.of(state.decider().policy(), seen, capacity).getFirst().equals(seen);
        return same ? state : mirrored(state, seen, now);
    }

    private Moved followed(@Nullable ShadowState before, Step<CapacityState> step, @Nullable Instant now) {
        var next = step.next();
        var state = next == null || before == null ? null : before.with(next);
        var decisions = new ArrayList<Shadowed>();
        for (var output : step.outputs()) {
            if (output instanceof Decided decided) {
                decisions.add(new Shadowed(decided, before == null ? List.of() : censored(before, decided)));
            } else if (output instanceof Commanded command
                    && command.order() instanceof Order.Setting setting
                    && state != null
                    && now != null) {
                state = carriedOut(state, command, setting, now);
            }
        }
        return new Moved(state, decisions);
    }

    private static List<String> censored(ShadowState state, Decided decided) {
        return decided.inputs().stream()
                .filter(input -> isCensored(state, input))
                .map(MetricInput::alias)
                .toList();
    }

    private static boolean isCensored(ShadowState state, MetricInput input) {
        var until = state.censoredUntil().get(input.alias());
        return until != null && input.reading().start().isBefore(until);
    }

    // No executor stands between: what is ordered is there, and starts.
    private ShadowState carriedOut(ShadowState state, Commanded command, Order.Setting order, Instant now) {
        var capacity = state.capacity();
        if (capacity == null) {
            return state;
        }
        var ordered = isOfBounds(state) && order instanceof Order.Limits limits
                ? new VirtualCapacity(
                        limits.wanted(), limits.wanted().max(), limits.wanted().max(), List.of())
                : capacity.ordered(order, now, startUp(state));
        var settled = decider.settle(
                        state.decider(), new Settled(command.target(), command.id(), Input.Result.APPLIED, now), now)
                .next();
        var there = state.having(ordered, now);
        return settled == null ? there : there.with(settled);
    }
}
