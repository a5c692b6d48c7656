package io.tidegate.deploy.whatif.measure;

/**
 * What a course of capacity, or several together, cost and how well it served. Only time with a known load counts, except in
 * {@code unknownHours}; of several targets hours are added up, so that they are target-hours.
 *
 * @param unitHours paid for, starting and draining units included
 * @param cost price of these
 * @param minutesOverTarget in which load was above what the running units carry at the objective
 * @param neededHours unit-hours that the load needed at the objective
 * @param unservedHours unit-hours of these for which there was no capacity at full load
 * @param shortageHours unit-hours missing against the objective; a fraction of a unit counts as a fraction
 * @param knownHours in which the load is known
 * @param unknownHours between its stretches
 * @param censoredHours of the known ones, in which the load was at least what is given here
 * @param actions changes of the wanted capacity
 * @param directionChanges of these, those that went the other way than the one before
 * @param calls AWS calls made
 * @param throttled of these, those that a budget or AWS held up
 * @param objective price of {@code unitHours}, and the penalty for {@code shortageHours}
 * @param optimum the least objective that anybody can have who knows all load beforehand
 */
public record Measures(
        double unitHours,
        double cost,
        double minutesOverTarget,
        double neededHours,
        double unservedHours,
        double shortageHours,
        double knownHours,
        double unknownHours,
        double censoredHours,
        Reactions reactions,
        int actions,
        int directionChanges,
        long calls,
        long throttled,
        double objective,
        double optimum) {
    /** Of no course. */
    public static final Measures NONE = new Measures(0, 0, 0, 0, 0, 0, 0, 0, 0, Reactions.NONE, 0, 0, 0, 0, 0, 0);

    /** What the course cost more than the best one would have, in the currency of the prices; 0 or more, but for rounding. */
    public double regret() {
        return objective - optimum;
    }

    /** Part of the demand that was not served, 0 to 1; 0 without demand. */
    public double unservedShare() {
        return neededHours > 0 ? unservedHours / neededHours : 0;
    }

    /** Part of the known time with a censored load, 0 to 1. */
    public double censoredShare() {
        return knownHours > 0 ? censoredHours / knownHours : 0;
    }

    /** Of both courses together. */
    public Measures and(Measures other) {
        return new Measures(
                unitHours + other.unitHours,
                cost + other.cost,
                minutesOverTarget + other.minutesOverTarget,
                neededHours + other.neededHours,
                unservedHours + other.unservedHours,
                shortageHours + other.shortageHours,
                knownHours + other.knownHours,
                unknownHours + other.unknownHours,
                censoredHours + other.censoredHours,
                reactions.and(other.reactions),
                actions + other.actions,
                directionChanges + other.directionChanges,
                calls + other.calls,
                throttled + other.throttled,
                objective + other.objective,
                optimum + other.optimum);
    }
}
