package io.tidegate.streams.route;

import java.time.Duration;

/**
 * How the first hop behaves.
 *
 * @param earlyFlush least time between two sendings of a pane that an early metric waits for
 * @param flush the same for all other panes; a pane's lateness must be longer
 */
public record RouteSettings(Duration earlyFlush, Duration flush) {
    /** An early pane at most every 20 ms, any other once a second. */
    public static final RouteSettings DEFAULT = new RouteSettings(Duration.ofMillis(20), Duration.ofSeconds(1));

    public RouteSettings {
        if (!earlyFlush.isPositive() || flush.compareTo(earlyFlush) < 0) {
            throw new IllegalArgumentException(
                    "route.earlyFlush must be positive and at most route.flush, was %s and %s"
                            .formatted(earlyFlush, flush));
        }
    }
}
