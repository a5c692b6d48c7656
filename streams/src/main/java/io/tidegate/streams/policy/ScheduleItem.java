package io.tidegate.streams.policy;

import io.tidegate.streams.recurrence.Validity;

/** What a schedule lists: a window, outside which the bounds before it return, or an action, which holds until the next. */
public sealed interface ScheduleItem permits ScheduleWindow, ScheduleAction {

    /** Unique in its schedule. */
    String name();

    /** Whose clock, and from when to when. */
    Validity validity();

    /** What it sets. */
    ScheduledBounds bounds();

    /** What people call it. */
    default String label() {
        return switch (this) {
            case ScheduleWindow window -> "window " + window.name();
            case ScheduleAction action -> "action " + action.name();
        };
    }
}
