package io.tidegate.connectors.executor.plan;

/** What AWS answered to a call that did not fail. */
public sealed interface Answer {

    /** It does what was ordered. */
    record Accepted(String requestId) implements Answer {}

    /**
     * It says no, inside an answer.
     *
     * @param reason upper-case code
     * @param message AWS's words
     */
    record Declined(String reason, String message, String requestId) implements Answer {}

    /** It knows no such thing any more: there is nothing to be done. */
    record Gone() implements Answer {}
}
