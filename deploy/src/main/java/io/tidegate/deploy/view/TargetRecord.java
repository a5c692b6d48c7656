package io.tidegate.deploy.view;

import io.tidegate.deploy.view.TargetView.Point;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.OverrideEntry;
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
    private @Nullable EcsServiceState service;
    private @Nullable Integer desiredMin;
    private @Nullable Integer desiredMax;
    private @Nullable Decision decision;
    private @Nullable Decision action;
    private @Nullable CommandOutcome outcome;
    private @Nullable OverrideEntry override;
    private @Nullable Decision overrideEnd;

    TargetRecord(String target) {
        this.target = target;
    }

    void take(CapacityObservation observation) {
        switch (observation.getObserved()) {
            case EcsServiceState state -> take(observation.getObservedAt(), state);
            case io.tidegate.schemas.TargetNotFound _ -> {
                observedAt = observation.getObservedAt();
                service = null;
            }
            default -> {
                // Bounds and groups have no line of their own yet.
            }
        }
    }

    void take(Decision made) {
        decision = made;
        if (OVERRIDE_ENDS.contains(made.getReason())) {
            overrideEnd = made;
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

    private void take(Instant at, EcsServiceState state) {
        observedAt = at;
        service = state;
        int desired = state.getDesired();
        desiredMin = desiredMin == null ? desired : Math.min(desiredMin, desired);
        desiredMax = desiredMax == null ? desired : Math.max(desiredMax, desired);
        if (history.size() == MAX_POINTS) {
            history.removeFirst();
        }
        history.addLast(new Point(at, desired, state.getRunning()));
    }

    // Until when an override holds is judged by the ticks, as deciders do.
    TargetView view(Optional<String> policy, Optional<Instant> clock) {
        var holding = Optional.ofNullable(override)
                .filter(entry -> clock.isEmpty() || entry.getExpiresAt().isAfter(clock.get()));
        var state = Optional.ofNullable(service);
        return new TargetView(
                target,
                policy,
                Optional.ofNullable(observedAt),
                state.map(EcsServiceState::getDesired),
                state.map(EcsServiceState::getRunning),
                state.map(EcsServiceState::getPending),
                Optional.ofNullable(desiredMin),
                Optional.ofNullable(desiredMax),
                Optional.ofNullable(decision),
                Optional.ofNullable(action),
                Optional.ofNullable(outcome),
                holding,
                holding.isPresent() ? Optional.empty() : Optional.ofNullable(overrideEnd),
                List.copyOf(history));
    }
}
