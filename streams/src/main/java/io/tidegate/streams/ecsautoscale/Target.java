package io.tidegate.streams.ecsautoscale;

/**
 * Where a service is to go.
 *
 * @param desired number of tasks
 * @param isWhole whether it is an integer to Python: 3 is one, and 3.0 is none
 * @param reason one sentence for people
 */
record Target(double desired, boolean isWhole, String reason) {

    static Target bound(long bound, String reason) {
        return new Target(bound, true, reason);
    }

    /** For messages: what is wrong with one that is no whole number. */
    String problem() {
        return "desired count must be a whole number, was " + desired;
    }
}
