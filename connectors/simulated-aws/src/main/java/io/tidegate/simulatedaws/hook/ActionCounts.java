package io.tidegate.simulatedaws.hook;

/**
 * What became of the actions of one transition so far.
 *
 * @param begun instances that were held, once for each hook
 * @param completed those that a call ended
 * @param timedOut those whose time was over before anybody said anything
 */
public record ActionCounts(long begun, long completed, long timedOut) {
    /** Before the first. */
    public static final ActionCounts NONE = new ActionCounts(0, 0, 0);

    /** Those that hold an instance still, or whose instance went without an end of theirs. */
    public long open() {
        return begun - completed - timedOut;
    }

    /** These and others. */
    public ActionCounts plus(ActionCounts other) {
        return new ActionCounts(begun + other.begun, completed + other.completed, timedOut + other.timedOut);
    }

    ActionCounts andBegun() {
        return new ActionCounts(begun + 1, completed, timedOut);
    }

    ActionCounts andCompleted() {
        return new ActionCounts(begun, completed + 1, timedOut);
    }

    ActionCounts andTimedOut() {
        return new ActionCounts(begun, completed, timedOut + 1);
    }
}
