package io.tidegate.deploy.policy;

import org.jspecify.annotations.Nullable;

/**
 * A key that two policies have different values for.
 *
 * @param path for example {@code metrics[cpu].windowMillis}
 * @param before null where the key is added
 * @param after null where it is removed
 */
public record Difference(
        String path, @Nullable String before, @Nullable String after) {

    /** For people. */
    @Override
    public String toString() {
        if (before == null) {
            return "%s: added, %s".formatted(path, after);
        }
        return after == null
                ? "%s: removed, was %s".formatted(path, before)
                : "%s: %s -> %s".formatted(path, before, after);
    }
}
