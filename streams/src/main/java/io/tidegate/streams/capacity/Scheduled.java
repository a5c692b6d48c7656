package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Output.Verdict;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleAction;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The schedule of a target as it counts at an instant: a scale-out that waits for an image does not count yet.
 *
 * @param items those that count
 * @param effective the bounds that hold by them
 * @param movesSince occurrences that move the capacity are of no concern up to here
 * @param waits the scale-out that does not count
 */
record Scheduled(
        List<ScheduleItem> items, Schedule.Effective effective, Instant movesSince, Optional<ImageGate> waits) {
    /** A capacity that a schedule moves to and that cannot be had is tried for this long. */
    private static final Duration MOVE_WITHIN = Duration.ofMinutes(5);

    static Scheduled of(CapacityState state, Instant now) {
        var policy = state.policy();
        var all = policy.schedule();
        var effective = Schedule.effective(policy.bounds(), all, now);
        var gate = state.facts().gate();
        var since = now.minus(MOVE_WITHIN);
        if (gate == null) {
            return new Scheduled(all, effective, since, Optional.empty());
        }
        if (!gate.isShut(now) || !raises(state, gate, effective)) {
            return new Scheduled(all, effective, afterwards(gate, since), Optional.empty());
        }
        var others =
                all.stream().filter(item -> !item.name().equals(gate.item())).toList();
        return new Scheduled(others, Schedule.effective(policy.bounds(), others, now), since, Optional.of(gate));
    }

    // A move that waited counts from its end.
    private static Instant afterwards(ImageGate gate, Instant since) {
        var until = gate.until();
        boolean waitedLately =
                until != null && until.isAfter(since) && gate.at().isBefore(until);
        return waitedLately && !gate.at().isAfter(since) ? gate.at().minusMillis(1) : since;
    }

    // What leaves the capacity as it was, or takes it down, waits for nothing.
    private static boolean raises(CapacityState state, ImageGate gate, Schedule.Effective effective) {
        var policy = state.policy();
        Bounds before = Schedule.effective(
                        policy.bounds(), policy.schedule(), gate.at().minusMillis(1))
                .bounds();
        Bounds bounds = effective.bounds();
        return bounds.min() > before.min() || bounds.max() > before.max() || moves(state, gate);
    }

    private static boolean moves(CapacityState state, ImageGate gate) {
        var capacity = state.facts().capacity();
        return capacity != null
                && state.policy().schedule().stream()
                        .filter(item -> item.name().equals(gate.item()))
                        .anyMatch(item -> item instanceof ScheduleAction action
                                && action.desired().orElse(0) > capacity.what().desired());
    }

    /** What is said where nothing else is to be done. */
    Optional<Verdict> held() {
        return waits.map(gate -> new Verdict(
                Verdict.Outcome.HELD,
                "IMAGE",
                "%s of %s waits for the image of policy %s".formatted(gate.item(), gate.at(), gate.policy()),
                gate.until()));
    }
}
