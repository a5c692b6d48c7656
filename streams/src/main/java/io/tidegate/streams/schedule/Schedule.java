package io.tidegate.streams.schedule;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which bounds hold when. Pure; depends on the JVM's time zone data beside its arguments. */
public final class Schedule {
    // A weekly window occurs within 7 days; if a change of the clocks swallows it, within 14.
    private static final int DAYS_AHEAD = 15;

    private Schedule() {}

    /**
     * Bounds in effect.
     *
     * @param window whose bounds they are; empty outside every window, where the policy's own hold
     */
    public record Effective(Bounds bounds, Optional<ScheduleWindow> window) {}

    /** The bounds of the first listed window that is active, else {@code bounds}. */
    public static Effective effective(Bounds bounds, List<ScheduleWindow> windows, Instant now) {
        return windows.stream()
                .filter(window -> isActive(window, now))
                .findFirst()
                .map(window -> new Effective(window.bounds(), Optional.of(window)))
                .orElseGet(() -> new Effective(bounds, Optional.empty()));
    }

    /** Whether a window holds at an instant: from its start, inclusive, to its end, exclusive. */
    public static boolean isActive(ScheduleWindow window, Instant now) {
        return Occurrence.around(window, now, 1).stream().anyMatch(occurrence -> occurrence.contains(now));
    }

    /** The earliest start or end of any window after {@code now}; empty without windows. */
    public static Optional<Instant> nextBoundary(List<ScheduleWindow> windows, Instant now) {
        return windows.stream()
                .flatMap(window -> Occurrence.around(window, now, DAYS_AHEAD).stream())
                .flatMap(occurrence -> Stream.of(occurrence.start(), occurrence.end()))
                .filter(boundary -> boundary.isAfter(now))
                .min(Instant::compareTo);
    }
}
