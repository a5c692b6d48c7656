package io.tidegate.streams.decide;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.capacity.CapacityDecider;
import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.cluster.ClusterDecider;
import io.tidegate.streams.cluster.ClusterState.Want;
import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Events;
import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Output.Trigger;
import io.tidegate.streams.decision.Overriding;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.ecsautoscale.live.FileDecider;
import io.tidegate.streams.image.ImageDecider;
import io.tidegate.streams.image.ImageState;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.termination.DrainState;
import io.tidegate.streams.termination.TerminationDecider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives an input to the decider whose state it meets. Pure. */
final class Deciders {
    private final CapacityDecider capacity = new CapacityDecider();
    private final ClusterDecider cluster = new ClusterDecider();
    private final FileDecider file = new FileDecider();
    private final TerminationDecider termination = new TerminationDecider();
    private final ImageDecider image = new ImageDecider();

    /** What follows from an input. A null state means that the target is driven no more. */
    record Moved(@Nullable Held next, List<Output> outputs) {
        static Moved none(Held same) {
            return new Moved(same, List.of());
        }

        Moved after(List<Output> earlier) {
            return new Moved(
                    next, Stream.concat(earlier.stream(), outputs.stream()).toList());
        }
    }

    /** A policy takes the target up, or changes while it drives it; of another kind than before, it begins anew. */
    Moved take(@Nullable Held held, String domain, String target, Policy policy, @Nullable Instant now) {
        if (held != null && !isOfKind(held, policy)) {
            return take(null, domain, target, policy, now)
                    .after(release(held, policy.name(), now).outputs());
        }
        return switch (policy) {
            case CapacityPolicy changed ->
                moved(
                        capacity.take(
                                held instanceof Held.Capacity(var state) ? state : null, domain, target, changed, now),
                        Held.Capacity::new);
            case ClusterPolicy changed ->
                moved(
                        cluster.take(
                                held instanceof Held.Cluster(var state) ? state : null, domain, target, changed, now),
                        Held.Cluster::new);
            case EcsAutoscalePolicy changed ->
                moved(
                        file.take(held instanceof Held.File(var state) ? state : null, domain, target, changed, now),
                        Held.File::new);
            case DrainPolicy changed -> drained(held, domain, changed);
            case ImagePolicy changed ->
                moved(
                        image.take(held instanceof Held.Image(var state) ? state : null, domain, changed, now),
                        Held.Image::new);
        };
    }

    private Moved drained(@Nullable Held held, String domain, DrainPolicy policy) {
        return switch (held) {
            case Held.Drain(var state) -> new Moved(new Held.Drain(state.under(policy)), List.of());
            case Held.Instance(var state) -> moved(termination.take(state, policy), Held.Instance::new);
            case null, default -> new Moved(new Held.Drain(DrainState.taken(domain, policy)), List.of());
        };
    }

    /** AWS told of an instance of a group that a drain policy answers for. */
    Moved notice(@Nullable Held held, DrainState drain, String target, Input.Noticed input) {
        var state = held instanceof Held.Instance(var known) ? known : null;
        return moved(termination.notice(state, drain, target, input), Held.Instance::new);
    }

    private static boolean isOfKind(Held held, Policy policy) {
        return switch (policy) {
            case CapacityPolicy _ -> held instanceof Held.Capacity;
            case ClusterPolicy _ -> held instanceof Held.Cluster;
            case EcsAutoscalePolicy _ -> held instanceof Held.File;
            case DrainPolicy _ -> held instanceof Held.Drain || held instanceof Held.Instance;
            case ImagePolicy _ -> held instanceof Held.Image;
        };
    }

    /** A later policy wants what another one drives. */
    Moved refuse(Held held, Policy later, @Nullable Instant now) {
        return switch (held) {
            case Held.Capacity(var state) -> moved(Events.refuse(state, later, now), Held.Capacity::new);
            case Held.Cluster(var state) -> moved(Events.refuse(state, later, now), Held.Cluster::new);
            case Held.File(var state) -> moved(Events.refuse(state, later, now), Held.File::new);
            case Held.Image(var state) -> moved(Events.refuse(state, later, now), Held.Image::new);
            case Held.Drain _, Held.Instance _ -> Moved.none(held);
        };
    }

    /** A policy lets the target go. */
    Moved release(Held held, String policy, @Nullable Instant now) {
        return switch (held) {
            case Held.Capacity(var state) -> moved(Events.release(state, policy, now), Held.Capacity::new);
            case Held.Cluster(var state) -> moved(Events.release(state, policy, now), Held.Cluster::new);
            case Held.File(var state) -> moved(Events.release(state, policy, now), Held.File::new);
            // It has no place of its own in the record of decisions: its instances have.
            case Held.Drain(var state) -> new Moved(state.policy().name().equals(policy) ? null : held, List.of());
            case Held.Instance(var state) -> moved(termination.release(state, policy, now), Held.Instance::new);
            case Held.Image(var state) -> moved(image.release(state, policy, now), Held.Image::new);
        };
    }

    /** People overrode something in the target's domain, or lifted what they had. */
    Moved override(Held held, Input.Overridden input, @Nullable Instant now) {
        return switch (held) {
            case Held.Capacity(var state) -> moved(Overriding.change(state, input, now), Held.Capacity::new);
            case Held.Cluster(var state) -> moved(Overriding.change(state, input, now), Held.Cluster::new);
            case Held.File(var state) -> moved(Overriding.change(state, input, now), Held.File::new);
            case Held.Drain _, Held.Instance _, Held.Image _ -> Moved.none(held);
        };
    }

    /** A series has a new partial pane. */
    Moved measure(Held held, Input.Measured input, @Nullable Instant now) {
        return switch (held) {
            case Held.Capacity(var state) -> moved(capacity.measure(state, input, now), Held.Capacity::new);
            case Held.Cluster _, Held.Drain _, Held.Instance _, Held.Image _ -> Moved.none(held);
            case Held.File(var state) -> moved(file.measure(state, input, now), Held.File::new);
        };
    }

    /** AWS answered. */
    Moved observe(Held held, Input.Observed input) {
        return switch (held) {
            case Held.Capacity(var state) -> moved(capacity.observe(state, input), Held.Capacity::new);
            case Held.Cluster(var state) -> moved(cluster.observe(state, input), Held.Cluster::new);
            case Held.File(var state) -> moved(file.observe(state, input), Held.File::new);
            case Held.Drain(var state) -> new Moved(new Held.Drain(observed(state, input)), List.of());
            case Held.Instance(var state) -> moved(termination.observe(state, input), Held.Instance::new);
            case Held.Image(var state) -> moved(image.observe(state, input), Held.Image::new);
        };
    }

    private static DrainState observed(DrainState state, Input.Observed input) {
        return input.observation() instanceof Input.Observation.HookedGroups groups
                ? state.seeing(groups.hooks(), groups.managedDraining())
                : state;
    }

    /** A command ended. */
    Moved settle(Held held, Input.Settled input, @Nullable Instant now) {
        return switch (held) {
            case Held.Capacity(var state) -> moved(capacity.settle(state, input, now), Held.Capacity::new);
            case Held.Cluster(var state) -> moved(cluster.settle(state, input, now), Held.Cluster::new);
            case Held.File(var state) -> moved(file.settle(state, input), Held.File::new);
            case Held.Drain _ -> Moved.none(held);
            case Held.Instance(var state) -> moved(termination.settle(state, input, now), Held.Instance::new);
            case Held.Image(var state) -> moved(image.settle(state, input, now), Held.Image::new);
        };
    }

    /** What a service was ordered to have, and the cluster has not been seen after, concerns the instances that it runs on. */
    Moved want(Held held, Held ordered) {
        return held instanceof Held.Cluster(var state)
                        && ordered instanceof Held.Capacity(var service)
                        && Target.parse(service.target()) instanceof Target.EcsService name
                ? wanted(service)
                        .map(want -> moved(cluster.want(state, name.service(), want), Held.Cluster::new))
                        .orElseGet(() -> Moved.none(held))
                : Moved.none(held);
    }

    private static Optional<Want> wanted(CapacityState service) {
        var outstanding = service.actions().outstanding();
        var tasks = service.ordered();
        return outstanding == null || tasks.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Want(outstanding.id(), tasks.getAsInt(), outstanding.deadline(), outstanding.appliedAt()));
    }

    /** Something happened at which images may be looked for. */
    Moved fire(Held held, Input.Fired input) {
        return held instanceof Held.Image(var state)
                ? moved(image.fire(state, input), Held.Image::new)
                : Moved.none(held);
    }

    /** The schedule that an image is to be ready for is that of a target; null when nobody drives it. */
    Moved follow(ImageState state, @Nullable Held target, @Nullable Instant now) {
        var item = state.policy().occasions().before().flatMap(before -> item(target, before.item()));
        return moved(image.follow(state, item, now), Held.Image::new);
    }

    private static Optional<ScheduleItem> item(@Nullable Held target, String name) {
        return target instanceof Held.Capacity(var state)
                ? state.policy().schedule().stream()
                        .filter(item -> item.name().equals(name))
                        .findFirst()
                : Optional.empty();
    }

    /** A scheduled scale-out waits for an image, or waits no longer. */
    Moved gate(Held held, @Nullable ImageGate gate) {
        return held instanceof Held.Capacity(var state)
                ? moved(capacity.gate(state, gate), Held.Capacity::new)
                : Moved.none(held);
    }

    /** The clock reached {@code now}, and the target is due. */
    Moved tick(Held held, Instant now) {
        return switch (held) {
            case Held.Capacity(var state) -> moved(capacity.tick(state, now), Held.Capacity::new);
            case Held.Cluster(var state) -> moved(cluster.tick(state, now), Held.Cluster::new);
            case Held.File(var state) -> moved(file.tick(state, now), Held.File::new);
            case Held.Drain _ -> Moved.none(held);
            case Held.Instance(var state) -> moved(termination.tick(state, now), Held.Instance::new);
            case Held.Image(var state) -> moved(image.tick(state, now), Held.Image::new);
        };
    }

    /** Makes an evaluation again, from the state that its decision was based on. */
    Decided again(Held basis, Instant now, Trigger trigger) {
        return switch (basis) {
            case Held.Capacity(var state) -> capacity.again(state, now, trigger);
            case Held.Cluster(var state) -> cluster.again(state, now);
            case Held.File(var state) -> file.again(state, now);
            case Held.Instance(var state) -> termination.again(state, now);
            case Held.Image(var state) -> image.again(state, now);
            case Held.Drain(var state) ->
                throw new IllegalArgumentException("a drain policy decides nothing itself, was " + state.target());
        };
    }

    private static <S extends Driven<S>> Moved moved(Step<S> step, Function<S, Held> held) {
        var next = step.next();
        return new Moved(next == null ? null : held.apply(next), step.outputs());
    }
}
