package io.tidegate.streams.ecsautoscale;

/**
 * How many tasks a service is to have.
 *
 * @param current desired count that it starts from (Q06)
 * @param task what one task needs
 */
record Wish(String service, long current, Target target, Size task) {

    double change() {
        return target.desired() - current; // negative above the maximum as well (Q01)
    }

    /** Whether room is to be looked for; also where nobody knows how much, for an action of .nan. */
    boolean grows() {
        return !(change() <= 0);
    }
}
