package io.tidegate.deploy.view;

import io.tidegate.deploy.view.TargetView.Point;
import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.schemas.TargetNotFound;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one target; its owner guards it. */
final class TargetRecord {
    private static final int MAX_POINTS = 240;
    private static final Set<String> OVERRIDE_ENDS = Set.of("OVERRIDE_EXPIRED", "OVERRIDE_LIFTED");

    private final String target;
    private final Deque<Point> history = new ArrayDeque<>();
    private @Nullable Instant observedAt;
    private @Nullable Counts counts;
    private @Nullable Integer desiredMin;
    private @Nullable Integer desiredMax;
    private @Nullable Decision decision;
    private @Nullable Decision action;
    private @Nullable CommandOutcome outcome;
    private @Nullable OverrideEntry override;
    private @Nullable Decision overrideEnd;
    private @Nullable Decision foreignWrite;
    private List<String> rivals = List.of();

    /** Tasks or instances. */
    private record Counts(int desired, int running, int pending) {}

    TargetRecord(String target) {
        this.target = target;
    }

    void take(CapacityObservation observation) {
        var at = observation.getObservedAt();
        if (observation.getScalingPolicies() != null) {
            rivals = observation.getScalingPolicies().stream()
                    .map(policy -> policy.getType() + " " + policy.getName())
                    .toList();
        }
        switch (observation.getObserved()) {
            case EcsServiceState state ->
                take(at, new Counts(state.getDesired(), state.getRunning(), state.getPending()));
            case AutoScalingGroupState state ->
                take(at, new Counts(state.getDesired(), state.getInService(), state.getPending()));
            case EcsClusterState state -> takeInstances(at, state);
            case ScalableTargetState bounds when target.contains("appas/") -> takePinned(at, bounds);
            case TargetNotFound _ -> {
                observedAt = at;
                counts = null;
            }
            default -> {
                // Bounds of a service: its counts are told by another observation.
            }
        }
    }

    // Without a group nobody decides on them, and they are observed for the services alone.
    private void takeInstances(Instant at, EcsClusterState state) {
        var group = state.getGroup();
        if (group == null) {
            observedAt = at;
            counts = null;
            return;
        }
        int active = (int) state.getInstances().stream()
                .filter(instance -> instance.getStatus().equals("ACTIVE") && instance.getConnected())
                .count();
        take(at, new Counts(group.getDesired(), active, group.getLaunching()));
    }

    // Bounds tell a capacity only where they leave no choice.
    private void takePinned(Instant at, ScalableTargetState bounds) {
        if (bounds.getMin() == bounds.getMax()) {
            take(at, new Counts(bounds.getMin(), bounds.getMin(), 0));
        } else {
            observedAt = at;
            counts = null;
        }
    }

    void take(Decision made) {
        decision = made;
        if (OVERRIDE_ENDS.contains(made.getReason())) {
            overrideEnd = made;
        }
        if (ForeignWrites.followed(made).isPresent()) {
            foreignWrite = made;
        }
        if (Facts.isAction(made)) {
            action = made;
        }
    }

    void overridden(@Nullable OverrideEntry entry) {
        override = entry;
    }

    void take(CommandOutcome settled) {
        outcome = settled;
    }

    private void take(Instant at, Counts seen) {
        observedAt = at;
        counts = seen;
        int desired = seen.desired();
        desiredMin = desiredMin == null ? desired : Math.min(desiredMin, desired);
        desiredMax = desiredMax == null ? desired : Math.max(desiredMax, desired);
        if (history.size() == MAX_POINTS) {
            history.removeFirst();
        }
        history.addLast(new Point(at, desired, seen.running()));
    }

    // Until when an override holds is judged by the ticks, as deciders do.
    TargetView view(Optional<String> policy, Optional<Instant> clock) {
        var holding = Optional.ofNullable(override)
                .filter(entry -> clock.isEmpty() || entry.getExpiresAt().isAfter(clock.get()));
        var state = Optional.ofNullable(counts);
        return new TargetView(
                target,
                policy,
                Optional.ofNullable(observedAt),
                state.map(Counts::desired),
                state.map(Counts::running),
                state.map(Counts::pending),
                Optional.ofNullable(desiredMin),
                Optional.ofNullable(desiredMax),
                Optional.ofNullable(decision),
                Optional.ofNullable(action),
                Optional.ofNullable(outcome),
                holding,
                holding.isPresent() ? Optional.empty() : Optional.ofNullable(overrideEnd),
                Optional.ofNullable(foreignWrite),
                rivals,
                List.copyOf(history));
    }
}
