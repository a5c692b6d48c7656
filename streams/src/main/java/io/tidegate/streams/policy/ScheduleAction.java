package io.tidegate.streams.policy;

import io.tidegate.streams.recurrence.Rate;
import io.tidegate.streams.recurrence.Recurrence;
import io.tidegate.streams.recurrence.Validity;

/**
 * Bounds that hold from each occurrence on, until another action sets them.
 *
 * @param when a rate needs a start
 * @param validity occurrences outside it do not count; what the last one set stays
 */
public record ScheduleAction(String name, Recurrence when, Validity validity, ScheduledBounds bounds)
        implements ScheduleItem {
    public ScheduleAction {
        Check.that(!name.isBlank(), "name must not be empty, was \"%s\"", name);
        boolean begins = validity.start().isPresent() || !(when instanceof Rate);
        Check.that(begins, "start must be given for a rate, was %s", "absent");
    }
}
