package io.tidegate.connectors.bridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps passes at least an interval apart, counted from start to start. Not thread-safe. */
public final class Throttle {
    private final Duration interval;
    private final Clock clock;
    private final Sleeper sleeper;
    private @Nullable Instant lastStart;

    public Throttle(Duration interval, Clock clock, Sleeper sleeper) {
        this.interval = interval;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Returns when the next pass may start; never waits longer than an interval, even when the clock steps back. */
    public void await() throws InterruptedException {
        var last = lastStart;
        if (last != null) {
            var elapsed = Duration.between(last, clock.instant());
            var rest = elapsed.isNegative() ? interval : interval.minus(elapsed);
            if (rest.isPositive()) {
                sleeper.sleep(rest);
            }
        }
        lastStart = clock.instant();
    }

    /** Waits before a retry, on top of the interval. */
    public void backOff(Duration pause) throws InterruptedException {
        sleeper.sleep(pause);
    }
}
