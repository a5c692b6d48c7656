package io.tidegate.connectors.executor.command;

import java.util.Optional;

/** How a command ended; each command has exactly one. */
public sealed interface Outcome {

    /** Upper-case code of the reason. */
    String reason();

    /** AWS shows what the command asked for, because of the command. */
    record Applied(AppliedReason how, Optional<String> requestId) implements Outcome {
        @Override
        public String reason() {
            return how.name();
        }
    }

    /**
     * Nothing had to be done.
     *
     * @param message what would have been done, of a dry run
     */
    record Skipped(SkipReason why, Optional<String> message) implements Outcome {
        /** One whose reason says all. */
        public Skipped(SkipReason why) {
            this(why, Optional.empty());
        }

        @Override
        public String reason() {
            return why.name();
        }
    }

    /** AWS or this executor says no, and would say it again. */
    record Refused(String reason, String message, Optional<String> requestId) implements Outcome {}

    /**
     * It was tried and given up.
     *
     * @param retryable whether the same command could succeed later
     */
    record Failed(String reason, String message, boolean retryable, Optional<String> requestId) implements Outcome {}

    /** How it is known that a command took effect. */
    enum AppliedReason {
        /** AWS accepted the call. */
        OK,
        /** The call's answer was lost; AWS was observed to show its effect. */
        RESOLVED_BY_OBSERVATION
    }

    /** Why nothing had to be done. */
    enum SkipReason {
        /** Its deadline passed. */
        EXPIRED,
        /** A later command of the same kind for the target replaced it. */
        SUPERSEDED,
        /** AWS showed what was wanted before any call of this command took effect. */
        ALREADY_THERE,
        /** What it is about is no longer there. */
        GONE,
        /** The group launches from whichever version is the latest or the default: it is pinned to none. */
        NOT_PINNED,
        /** All but the change itself was done, as was asked for. */
        DRY_RUN
    }
}
