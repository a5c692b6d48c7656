package io.tidegate.streams.capacity;

import io.tidegate.streams.policy.Rule.Base;

/**
 * The capacity that a rule starts from.
 *
 * @param desired what is ordered, on its way or not
 * @param counted of these, what the readings speak of: without additions that are too young, with removals that are
 * @param running tasks that the metrics speak of, at most {@code counted} where additions are too young
 * @param min lower bound now
 */
record Footing(int desired, int counted, int running, int min) {

    static Footing of(int desired, int tooYoung, int running, int min) {
        int counted = Math.max(0, desired - tooYoung);
        return new Footing(desired, counted, tooYoung > 0 ? Math.min(running, counted) : running, min);
    }

    /** With tasks that were removed too late to be missing in the readings; some of them may still run. */
    Footing with(int gone) {
        int before = counted + gone;
        return gone == 0
                ? this
                : new Footing(desired, before, Math.max(running, Math.min(running + gone, before)), min);
    }

    int from(Base base) {
        return base == Base.RUNNING ? running : counted;
    }

    /** A base for people: {@code 4 desired}. */
    String told(Base base) {
        String which = base == Base.RUNNING ? "running" : counted == desired ? "desired" : "desired before";
        return from(base) + " " + which;
    }

    boolean isYoung() {
        return counted < desired;
    }
}
