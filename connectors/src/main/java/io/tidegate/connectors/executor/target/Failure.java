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
        /** What it is about is no longer there: as good as done. */
        GONE,
        /** AWS asks for fewer calls; nothing was changed. It is tried again, and the budget shrinks. */
        THROTTLED,
        /** AWS answered that it could not now; nothing was changed. It is tried again. */
        RETRYABLE,
        /** No answer, or one that leaves open whether something was changed: AWS is looked at, then it is tried again. */
        AMBIGUOUS,
        /** AWS knows no such target, which it says of a new one as well: it is looked for again, for a while. */
        ABSENT,
        /** AWS says no, and would say it again. */
        FATAL,
        /** Not AWS: a fault of this program. */
        BROKEN
    }
}
