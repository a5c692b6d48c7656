package io.tidegate.streams.ecsautoscale;

/**
 * Where something stands.
 *
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {

    /** As compilers write it: {@code file:line:column}. */
    @Override
    public String toString() {
        return "%s:%d:%d".formatted(file, line, column);
    }
}
