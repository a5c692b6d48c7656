package io.tidegate.streams.ecsautoscale;

/**
 * How many tasks a service is to have.
 *
 * @param current desired count that it starts from (Q06)
 * @param target a whole number unless an event's action was none
 * @param task what one task needs
 * @param reason one sentence for people
 */
record Wish(String service, long current, double target, Size task, String reason) {

    double change() {
        return target - current; // negative above the maximum as well (Q01)
    }

    boolean grows() {
        return change() > 0;
    }

    boolean isWhole() {
        return target == Math.rint(target);
    }
}
