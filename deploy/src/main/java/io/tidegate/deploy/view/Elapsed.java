package io.tidegate.deploy.view;

import java.time.Duration;

/** Lengths of time as people say them: one unit, coarse. */
public final class Elapsed {
    private Elapsed() {}

    /** For example {@code 40 ms}, {@code 3 s}, {@code 5 min}, {@code 2 h}, {@code 3 d}; a negative length is {@code 0 ms}. */
    public static String text(Duration length) {
        if (length.isNegative()) {
            return "0 ms"; // Clocks of machines disagree.
        }
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return length.toMillis() + " ms";
        }
        if (length.compareTo(Duration.ofMinutes(2)) < 0) {
            return length.toSeconds() + " s";
        }
        if (length.compareTo(Duration.ofHours(2)) < 0) {
            return length.toMinutes() + " min";
        }
        return length.compareTo(Duration.ofDays(2)) < 0 ? length.toHours() + " h" : length.toDays() + " d";
    }
}
