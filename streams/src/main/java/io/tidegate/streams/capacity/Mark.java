package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Order.Setting;
import io.tidegate.streams.decision.Output.Constraint;
import io.tidegate.streams.decision.Seen;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a command leaves in AWS: a capacity, bounds, or both.
 *
 * @param bounds null where only the capacity is set
 */
public record Mark(OptionalInt desired, @Nullable Bounds bounds) {

    /** What an order leaves; empty where nothing stays ours: without rules the capacity between the bounds is anybody's. */
    static Optional<Mark> of(Setting order, CapacityPolicy policy) {
        boolean bare = policy.rules().isEmpty();
        return switch (order) {
            case Order.Capacity capacity ->
                bare ? Optional.empty() : Optional.of(new Mark(OptionalInt.of(capacity.desired()), null));
            case Order.Limits limits ->
                Optional.of(new Mark(bare ? OptionalInt.empty() : limits.desired(), limits.wanted()));
        };
    }

    /** What an observation shows of what a policy writes; null when it shows nothing of that. */
    static @Nullable Mark in(Observation observation, Actuation via) {
        return switch (observation) {
            case Observation.Group group
            when via == Actuation.BOUNDS ->
                new Mark(OptionalInt.of(group.desired()), new Bounds(group.min(), group.max()));
            case Observation.Capacity capacity
            when via != Actuation.SCALABLE_TARGET -> new Mark(OptionalInt.of(capacity.desired()), null);
            case Observation.ScalableTarget bounds
            when via == Actuation.SCALABLE_TARGET ->
                new Mark(OptionalInt.empty(), new Bounds(bounds.min(), bounds.max()));
            default -> null;
        };
    }

    /** The last observation that shows what a policy writes; null before one. */
    static @Nullable Seen<?> seen(CapacityState state) {
        return state.policy().via() == Actuation.SCALABLE_TARGET
                ? state.facts().bounds()
                : state.facts().capacity();
    }

    /** Whether AWS has it, when it has {@code shown}. */
    boolean isIn(Mark shown) {
        return (desired.isEmpty() || desired.equals(shown.desired)) && (bounds == null || bounds.equals(shown.bounds));
    }

    /** The capacity that it comes to; empty where bounds leave room. */
    OptionalInt capacity() {
        return desired.isEmpty() && bounds != null && bounds.min() == bounds.max()
                ? OptionalInt.of(bounds.min())
                : desired;
    }

    /** What differs in {@code shown}, number by number. */
    List<Constraint> differences(Mark shown, String explanation) {
        var differences = new ArrayList<Constraint>();
        if (bounds != null && shown.bounds != null) {
            add(differences, "foreign.min", bounds.min(), shown.bounds.min(), explanation);
            add(differences, "foreign.max", bounds.max(), shown.bounds.max(), explanation);
        }
        if (desired.isPresent() && shown.desired.isPresent()) {
            add(differences, "foreign.desired", desired.getAsInt(), shown.desired.getAsInt(), explanation);
        }
        return differences;
    }

    private static void add(List<Constraint> differences, String name, int before, int after, String explanation) {
        if (before != after) {
            differences.add(new Constraint(name, before, after, explanation));
        }
    }

    /** The part of {@code shown} that it speaks of itself. */
    Mark of(Mark shown) {
        return new Mark(desired.isEmpty() ? desired : shown.desired, bounds == null ? null : shown.bounds);
    }

    @Override
    public String toString() {
        String limits = bounds == null ? "" : bounds.min() + " to " + bounds.max();
        String capacity = desired.isEmpty() ? "" : String.valueOf(desired.getAsInt());
        return limits.isEmpty() || capacity.isEmpty() ? limits + capacity : capacity + " in " + limits;
    }
}
