package io.tidegate.deploy.view;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.OverrideEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One target at one moment.
 *
 * @param observedAt when AWS was asked last; empty before the first observation
 * @param desired as AWS reported it; empty when the target was not found or not observed
 * @param desiredMin lowest desired capacity seen; empty before the first observation
 * @param action last decision that was to change something; empty before one
 * @param override that holds by the clock of the deciders; empty for none
 * @param overrideEnd decision by which the last override expired or was lifted; empty while one holds
 * @param foreignWrite last decision about what somebody else wrote; empty before one
 * @param rivals scaling policies of AWS on the target, as the last observation told them, type and name
 * @param history desired and running capacity over time, oldest first, bounded
 */
public record TargetView(
        String target,
        Optional<String> policy,
        Optional<Instant> observedAt,
        Optional<Integer> desired,
        Optional<Integer> running,
        Optional<Integer> pending,
        Optional<Integer> desiredMin,
        Optional<Integer> desiredMax,
        Optional<Decision> decision,
        Optional<Decision> action,
        Optional<CommandOutcome> outcome,
        Optional<OverrideEntry> override,
        Optional<Decision> overrideEnd,
        Optional<Decision> foreignWrite,
        List<String> rivals,
        List<Point> history) {
    public TargetView {
        rivals = List.copyOf(rivals);
        history = List.copyOf(history);
    }

    /** Capacity at one time. */
    public record Point(Instant at, int desired, int running) {}
}
