package io.tidegate.connectors.bridge;

import java.time.Duration;

/** Waits; the seam through which tests make waiting instant. */
@FunctionalInterface
public interface Sleeper {

    /** Returns after {@code pause}, at once when it is not positive. */
    void sleep(Duration pause) throws InterruptedException;

    /** Waits on the wall clock. */
    static Sleeper wallClock() {
        return pause -> {
            if (pause.isPositive()) {
                Thread.sleep(pause);
            }
        };
    }
}
