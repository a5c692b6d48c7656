package io.tidegate.connectors.executor.target;

import java.util.Optional;

/**
 * What a failed AWS call means.
 *
 * @param reason upper-case code
 * @param message AWS's words
 */
public record Failure(Kind kind, String reason, String message, Optional<String> requestId) {

    /** What follows from it. */
    public enum Kind {
        /** AWS asks for fewer calls; nothing was changed. */
        THROTTLED,
        /** AWS answered that it could not now; nothing was changed. */
        RETRYABLE,
        /** No answer, or one that leaves open whether something was changed: AWS has to be looked at. */
        AMBIGUOUS,
        /** AWS says no, and would say it again. */
        FATAL,
        /** Not AWS: a fault of this program. */
        BROKEN
    }
}
