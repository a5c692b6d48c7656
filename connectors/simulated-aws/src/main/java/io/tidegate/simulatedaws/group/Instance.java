package io.tidegate.simulatedaws.group;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An instance of a group: {@code Pending -> InService -> Terminating}, then it is gone. */
final class Instance {
    /** Where an instance is in its life. */
    enum State {
        PENDING("Pending"),
        IN_SERVICE("InService"),
        TERMINATING("Terminating");

        private final String lifecycle;

        State(String lifecycle) {
            this.lifecycle = lifecycle;
        }

        /** As AWS spells it. */
        String lifecycle() {
            return lifecycle;
        }

        /**
         * Reads AWS's spelling.
         *
         * @throws IllegalArgumentException when no instance of this simulation is ever in that state
         */
        static State of(@Nullable String lifecycle) {
            return Arrays.stream(values())
                    .filter(state -> state.lifecycle.equals(lifecycle))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "lifecycle state must be Pending, InService or Terminating, was " + lifecycle));
        }
    }

    private final String id;
    private final String zone;
    private final Instant launchedAt;
    private State state = State.PENDING;
    private boolean isProtected;

    Instance(String id, String zone, Instant launchedAt, boolean isProtected) {
        this.id = id;
        this.zone = zone;
        this.launchedAt = launchedAt;
        this.isProtected = isProtected;
    }

    String id() {
        return id;
    }

    String zone() {
        return zone;
    }

    Instant launchedAt() {
        return launchedAt;
    }

    State state() {
        return state;
    }

    boolean isProtected() {
        return isProtected;
    }

    /** Whether it counts towards the desired capacity. */
    boolean isWanted() {
        return state != State.TERMINATING;
    }

    void become(State next) {
        state = next;
    }

    void setProtected(boolean wanted) {
        isProtected = wanted;
    }
}
