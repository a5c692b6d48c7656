package io.tidegate.streams.policy;

import java.time.Duration;
import java.util.regex.Pattern;

/** Refuses values that break a constraint, in the words "key, constraint, actual". */
final class Check {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Check() {}

    /** What the name of a policy must be. */
    static void name(String name) {
        that(
                NAME.matcher(name).matches(),
                "name must be 1 to 100 letters, digits, '.', '_' and '-', starting with a letter or digit, was \"%s\"",
                name);
    }

    static void that(boolean holds, String message, Object actual) {
        if (!holds) {
            Object shown = actual instanceof Duration duration ? Durations.text(duration) : actual;
            throw new IllegalArgumentException(message.formatted(shown));
        }
    }
}
