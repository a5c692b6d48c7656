/** When schedule windows hold: a pure function of windows and an instant. Start at {@link io.tidegate.streams.schedule.Schedule}. */
@NullMarked
package io.tidegate.streams.schedule;

import org.jspecify.annotations.NullMarked;
