/**
 * Times that recur, as AWS and cron write them, and what local time means where clocks change. Pure. Start at
 * {@link io.tidegate.streams.recurrence.Recurrence}.
 */
@NullMarked
package io.tidegate.streams.recurrence;

import org.jspecify.annotations.NullMarked;
