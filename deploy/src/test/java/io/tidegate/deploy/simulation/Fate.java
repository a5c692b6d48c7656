package io.tidegate.deploy.simulation;

/** What becomes of one call to AWS. */
enum Fate {
    /** It is carried out and answered. */
    OK,
    /** Turned away for the rate, without effect. */
    THROTTLED,
    /** Answered with an error of the service, without effect. */
    FAILED,
    /** It takes effect, and is answered with an error of the service. */
    FAILED_AFTER_EFFECT,
    /** Never answered, without effect: the call's time runs out. */
    HUNG,
    /** It takes effect, and is never answered. */
    HUNG_AFTER_EFFECT,
    /** It takes effect, and the connection is cut instead of an answer. */
    CUT_AFTER_EFFECT,
    /** It takes effect only after its caller has given up. */
    LATE,
    /** A read that is answered with what was true a moment ago. */
    STALE
}
