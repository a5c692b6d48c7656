package io.tidegate.streams.policy;

/** Refuses values that break a constraint, in the words "key, constraint, actual". */
final class Check {
    private Check() {}

    static void that(boolean holds, String message, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(actual));
        }
    }
}
