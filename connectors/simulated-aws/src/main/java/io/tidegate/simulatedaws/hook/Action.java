package io.tidegate.simulatedaws.hook;

import java.time.Instant;

/** An action: one hook that holds one instance, until it is completed or its time is over. */
public final class Action {
    private final String token;
    private final String instanceId;
    private final Hook hook;
    private final Instant end;
    private Instant due;

    Action(String token, String instanceId, Hook hook, Instant now) {
        this.token = token;
        this.instanceId = instanceId;
        this.hook = hook;
        this.end = now.plus(hook.globalTimeout());
        this.due = earlier(now.plus(hook.heartbeat()), end);
    }

    /** Of this action alone. */
    public String token() {
        return token;
    }

    public String instanceId() {
        return instanceId;
    }

    /** As it was when the action began. */
    public Hook hook() {
        return hook;
    }

    /** When its time is over, unless there is another heartbeat. */
    Instant due() {
        return due;
    }

    // A heartbeat restarts the whole timeout, but never past the global one.
    void beat(Instant now) {
        due = earlier(now.plus(hook.heartbeat()), end);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
