package io.tidegate.deploy.simulation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first promise that was not kept. */
final class Promises {
    private @Nullable Broken broken;

    /** What was not kept, and how. */
    record Broken(Promise promise, String how) {}

    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
    void check(boolean holds, Promise promise, String how, Object... arguments) {
        if (!holds && broken == null) {
            broken = new Broken(promise, how.formatted(arguments));
        }
    }

    Optional<Broken> broken() {
        return Optional.ofNullable(broken);
    }
}
