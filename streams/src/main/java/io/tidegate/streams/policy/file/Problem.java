package io.tidegate.streams.policy.file;

import java.util.Comparator;

/**
 * What is wrong with a policy file, and where. Never holds a secret.
 *
 * @param line from 1
 * @param column from 1
 * @param message key, constraint, actual
 */
public record Problem(String file, int line, int column, String message) {
    static final Comparator<Problem> BY_POSITION =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    /** As compilers write it: {@code file:line:column: message}. */
    @Override
    public String toString() {
        return "%s:%d:%d: %s".formatted(file, line, column, message);
    }
}
