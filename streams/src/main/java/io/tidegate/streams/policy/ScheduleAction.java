package io.tidegate.streams.policy;

import io.tidegate.streams.recurrence.Rate;
import io.tidegate.streams.recurrence.Recurrence;
import io.tidegate.streams.recurrence.Validity;
import java.util.OptionalInt;

/**
 * Bounds that hold from each occurrence on, until another action sets them, and a capacity that each occurrence moves to.
 *
 * @param when a rate needs a start
 * @param validity occurrences outside it do not count; what the last one set stays
 * @param bounds none where it only moves the capacity
 * @param desired capacity that each occurrence moves to once, inside the bounds that hold; what comes after is up to the rules
 */
public record ScheduleAction(
        String name, Recurrence when, Validity validity, ScheduledBounds bounds, OptionalInt desired)
        implements ScheduleItem {
    public ScheduleAction {
        Check.that(!name.isBlank(), "name must not be empty, was \"%s\"", name);
        Check.that(
                !bounds.isNone() || desired.isPresent(), "min, max, capacity or desired must be given, was %s", "none");
        desired.ifPresent(capacity -> Check.that(
                capacity >= bounds.min().orElse(0) && capacity <= bounds.max().orElse(capacity),
                "desired must be inside min and max, was %s",
                capacity));
        boolean begins = validity.start().isPresent() || !(when instanceof Rate);
        Check.that(begins, "start must be given for a rate, was %s", "absent");
    }
}
