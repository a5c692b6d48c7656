package io.tidegate.deploy.simulation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first invariant that did not hold. */
final class Verdict {
    private final Trace trace;
    private @Nullable Violation violation;

    Verdict(Trace trace) {
        this.trace = trace;
    }

    /** What did not hold, and how. */
    record Violation(Invariant invariant, String how) {}

    @SuppressWarnings("AnnotateFormatMethod") // The annotation would be a dependency.
    void check(boolean holds, Invariant invariant, String how, Object... arguments) {
        if (!holds && violation == null) {
            violation = new Violation(invariant, how.formatted(arguments));
            trace.add("VIOLATION", violation.toString());
        }
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }
}
