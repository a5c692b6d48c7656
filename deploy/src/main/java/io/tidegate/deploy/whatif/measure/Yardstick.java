package io.tidegate.deploy.whatif.measure;

import io.tidegate.streams.policy.Bounds;
import java.time.Duration;

/**
 * What a unit of a target, a task or an instance, can do and what it costs; all courses of a target are held against the same one.
 * Load is in whatever the target's metric is made of, such as percent of CPU times tasks, or messages a second.
 *
 * @param loadPerUnit load that one unit carries at the objective, such as 60 (% CPU); above 0
 * @param fullLoadPerUnit load that one unit can serve at all, such as 100 (% CPU); what is beyond it is not served
 * @param pricePerHour of one unit; 0 or more, in any currency
 * @param penaltyPerHour price of an hour in which one unit is missing; 0 or more, in the same currency
 * @param startup shortest time from the order of a unit until it works
 * @param min fewest units that any of the courses may run
 * @param max most units that any of the courses may run
 */
public record Yardstick(
        double loadPerUnit,
        double fullLoadPerUnit,
        double pricePerHour,
        double penaltyPerHour,
        Duration startup,
        int min,
        int max) {
    /** A missing unit hurts ten times as much as a superfluous one costs, as a multiple: ours, for want of a better one. */
    public static final double DEFAULT_PENALTY = 10;

    // Twenty times what Application Auto Scaling lets a table have (DynamoDB quotas: 40,000 units a table).
    private static final int MOST = 1_000_000;
    /** All that any course may run. */
    public static final Bounds ANY = new Bounds(0, MOST);

    private static final Duration LONGEST_STARTUP = Duration.ofDays(7);

    public Yardstick {
        require(loadPerUnit > 0 && Double.isFinite(loadPerUnit), "loadPerUnit must be above 0", loadPerUnit);
        require(
                fullLoadPerUnit >= loadPerUnit && Double.isFinite(fullLoadPerUnit),
                "fullLoadPerUnit must be at least loadPerUnit, " + loadPerUnit,
                fullLoadPerUnit);
        require(pricePerHour >= 0 && Double.isFinite(pricePerHour), "pricePerHour must be 0 or more", pricePerHour);
        require(
                penaltyPerHour >= 0 && Double.isFinite(penaltyPerHour),
                "penaltyPerHour must be 0 or more",
                penaltyPerHour);
        require(
                !startup.isNegative() && startup.compareTo(LONGEST_STARTUP) <= 0,
                "startup must be from PT0S to " + LONGEST_STARTUP,
                startup);
        require(min >= 0, "min must be 0 or more", min);
        require(max >= min && max <= MOST, "max must be from min, %d, to %d".formatted(min, MOST), max);
    }

    private static void require(boolean kept, String rule, Object actual) {
        if (!kept) {
            throw new IllegalArgumentException("%s, was %s".formatted(rule, actual));
        }
    }

    /** Units that a load needs at the objective; a fraction is part of one. */
    double needed(double load) {
        return load / loadPerUnit;
    }

    /** The same for units that are paid for with what they run on; one that is missing hurts as before. */
    public Yardstick paidElsewhere() {
        return new Yardstick(loadPerUnit, fullLoadPerUnit, 0, penaltyPerHour, startup, min, max);
    }

    /** Price of a millisecond of a unit. */
    double pricePerMilli() {
        return pricePerHour / Meter.MILLIS_PER_HOUR;
    }

    /** Price of a unit for so long. */
    double price(double millis) {
        // Infinite times a price of 0 would be no number.
        return Double.isInfinite(millis) ? millis : millis * pricePerMilli();
    }

    /** Price of a millisecond in which one unit is missing. */
    double penaltyPerMilli() {
        return penaltyPerHour / Meter.MILLIS_PER_HOUR;
    }
}
