package io.tidegate.streams.recurrence;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * Local time where clocks change: a time that they skip is the first instant after the skip, a time that they repeat is its
 * first pass only. Both directions keep the order: {@code instant(t) <= now} exactly when {@code t <= reached(now)}.
 */
public final class LocalTimes {
    private LocalTimes() {}

    /** When a local time comes. */
    public static Instant instant(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** The latest local time that has come: that of the clocks, or the end of the repeated span while it is repeated. */
    public static LocalDateTime reached(Instant now, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(now, zone);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        boolean repeated = change != null && change.isOverlap() && !now.isBefore(change.getInstant());
        return repeated ? change.getDateTimeBefore().minusNanos(1) : local;
    }
}
