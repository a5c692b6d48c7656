package io.tidegate.connectors.provision.file;

/**
 * What is wrong with a file, and where.
 *
 * @param line from 1
 * @param column from 1
 * @param message key, constraint, actual
 */
public record Problem(String file, int line, int column, String message) {

    /** As compilers write it: {@code file:line:column: message}. */
    @Override
    public String toString() {
        return "%s:%d:%d: %s".formatted(file, line, column, message);
    }
}
