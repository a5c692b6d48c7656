package io.tidegate.simulatedaws.balancing;

import java.time.Duration;

/** What load balancers wait for: both kinds take up to an hour (ELB API references, 0 to 3600 seconds). */
final class Durations {
    static final Duration MOST = Duration.ofHours(1);

    private Durations() {}

    static void check(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + " must be between PT0S and " + MOST + ", was " + duration);
        }
    }
}
