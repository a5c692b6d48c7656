package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.template.Blueprint;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a group. Where no hook holds it: {@code Pending -> InService -> Terminating}, then it is gone. Where hooks do,
 * {@code Pending -> Pending:Wait -> Pending:Proceed -> InService -> Terminating -> Terminating:Wait -> Terminating:Proceed}; from any
 * of these it may be told to go. While it drains at the load balancers of its group it is {@code Terminating} too, and runs on.
 */
final class Instance {
    /** States that count as one. */
    enum Phase {
        PENDING,
        IN_SERVICE,
        TERMINATING
    }

    /** Where an instance is in its life. */
    enum State {
        PENDING("Pending", Phase.PENDING),
        PENDING_WAIT("Pending:Wait", Phase.PENDING),
        PENDING_PROCEED("Pending:Proceed", Phase.PENDING),
        IN_SERVICE("InService", Phase.IN_SERVICE),
        TERMINATING("Terminating", Phase.TERMINATING),
        TERMINATING_WAIT("Terminating:Wait", Phase.TERMINATING),
        TERMINATING_PROCEED("Terminating:Proceed", Phase.TERMINATING);

        private final String lifecycle;
        private final Phase phase;

        State(String lifecycle, Phase phase) {
            this.lifecycle = lifecycle;
            this.phase = phase;
        }

        Phase phase() {
            return phase;
        }

        /** As AWS spells it. */
        String lifecycle() {
            return lifecycle;
        }

        /**
         * Reads AWS's spelling.
         *
         * @throws IllegalArgumentException when no instance of this simulation is in that state without a hook
         */
        static State of(@Nullable String lifecycle) {
            return Stream.of(PENDING, IN_SERVICE, TERMINATING)
                    .filter(state -> state.lifecycle.equals(lifecycle))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "lifecycle state must be Pending, InService or Terminating, was " + lifecycle));
        }
    }

    private final String id;
    private final String zone;
    private final Instant launchedAt;
    private final @Nullable Blueprint blueprint;
    private @Nullable Instant servesSince;
    private State state = State.PENDING;
    private boolean isProtected;
    private boolean drains;

    /** @param blueprint null where it has no launch template */
    Instance(String id, String zone, Instant launchedAt, boolean isProtected, @Nullable Blueprint blueprint) {
        this.id = id;
        this.zone = zone;
        this.launchedAt = launchedAt;
        this.isProtected = isProtected;
        this.blueprint = blueprint;
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

    /** What it was launched from, or null where it has no launch template. */
    @Nullable
    Blueprint blueprint() {
        return blueprint;
    }

    /** Since when it is in service, or null when it has not been, or always was. */
    @Nullable
    Instant servesSince() {
        return servesSince;
    }

    void serve(Instant now) {
        state = State.IN_SERVICE;
        servesSince = now;
    }

    State state() {
        return state;
    }

    boolean isProtected() {
        return isProtected;
    }

    /** Whether it counts towards the desired capacity. */
    boolean isWanted() {
        return state.phase() != Phase.TERMINATING;
    }

    /** Whether its tasks can run: it has booted, and does not shut down. */
    boolean isUp() {
        return switch (state) {
            case PENDING, TERMINATING_PROCEED -> false;
            case TERMINATING -> drains;
            case PENDING_WAIT, PENDING_PROCEED, IN_SERVICE, TERMINATING_WAIT -> true;
        };
    }

    void become(State next) {
        state = next;
        drains = false;
    }

    /** It was told to go, and its load balancers still wait for requests. */
    void drain() {
        state = State.TERMINATING;
        drains = true;
    }

    boolean drains() {
        return drains;
    }

    void setProtected(boolean wanted) {
        isProtected = wanted;
    }
}
