package io.tidegate.simulatedaws.fault;

/** What can go wrong with one call. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** Turned away for the caller's rate, without effect. */
    THROTTLED,
    /** Answered with an error of the service, without effect. */
    FAILED,
    /** Never answered, without effect. */
    HUNG,
    /** Takes effect, but the connection is cut instead of an answer. */
    CUT_AFTER_EFFECT,
    /** Takes effect, but is never answered. */
    HUNG_AFTER_EFFECT
}
