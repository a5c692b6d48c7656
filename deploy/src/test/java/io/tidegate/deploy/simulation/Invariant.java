package io.tidegate.deploy.simulation;

/** What must hold, whatever fails. */
enum Invariant {
    /** Nothing is set outside the bounds of its policy. */
    WITHIN_BOUNDS,
    /** No call is made whose intent its process has not committed before. */
    INTENT_BEFORE_CALL,
    /**
     * Only the owner calls, or who was it no longer ago than an intent lives; who was stopped between its permission and the
     * call may be late with that one.
     */
    OWNER_CALLS,
    /** No call starts while one of an earlier owner may be under way. */
    ONE_CALLER,
    /** A step is looked at before each try. */
    LOOK_BEFORE_STEP,
    /** An instance is terminated only once it has drained. */
    TERMINATES_DRAINED,
    /** A value is never set back to that of an earlier command, but once by each zombie and by each call that AWS delays. */
    NOTHING_STALE,
    /** Calls stay within the rates. */
    WITHIN_BUDGET,
    /** One command at a position, whatever happens to the decider. */
    ONE_COMMAND_PER_POSITION,
    /** No more than one outcome for a command. */
    ONE_OUTCOME,
    /** What is told as applied was done. */
    TRUE_OUTCOME,
    /** No offset is committed beyond a command that has not ended. */
    NO_COMMAND_SKIPPED,
    /** What the inventory tells was true. */
    TRUE_OBSERVATION,
    /** In the end every command has ended. */
    ALL_SETTLED,
    /** In the end every step was taken, once. */
    ALL_STEPS_TAKEN,
    /** In the end AWS has what the last command says and the policy asks for. */
    LAST_COMMAND_HOLDS,
    /** In the end a foreign write is repaired in time. */
    REPAIRED
}
