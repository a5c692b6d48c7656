package io.tidegate.deploy.whatif.measure;

import java.util.Arrays;

/**
 * The least objective that a course can have which knows all load beforehand: exact, for units that work {@code startup} after
 * their order at the earliest, and the bounds of the yardstick; where the measured course leaves the bounds, the best one may do so
 * from then on, which keeps this a lower bound of it.
 *
 * <p>It is the sum of what the first unit costs, the second, and so on, each on or off: on costs its price, off the penalty on
 * the part of the load that is this unit's, and to switch on costs the price of the start. A unit has two states, so two numbers are
 * all that its past leaves: the least cost of being off now, and of being on now. RATIONALE says why the sum is exact. Kept are the
 * sum over all units of the first number, and each unit's second less its first, its <em>extra</em>, which is 0 (as well on) to the
 * price of a start (as well off and about to be switched on). The extra never falls from one unit to the next: only the units
 * between those that stay on and those that stay off are looked at.
 */
final class Optimum {
    private final Yardstick yardstick;
    private final double price;
    private final double penalty;
    private final StartUpTime starts;
    private int alwaysOn;
    private int most;
    private double cost;
    private double[] extras = {};
    private int on;
    private int used;

    Optimum(Yardstick yardstick, int runningAtStart) {
        this.yardstick = yardstick;
        this.price = yardstick.pricePerMilli();
        this.penalty = yardstick.penaltyPerMilli();
        this.starts = new StartUpTime(yardstick.startup().toMillis());
        this.alwaysOn = Math.min(yardstick.min(), runningAtStart);
        this.most = Math.max(yardstick.max(), runningAtStart);
        this.on = runningAtStart;
        this.used = runningAtStart;
    }

    /** A stretch of constant load; in order. */
    void passes(long fromMillis, long toMillis, double load, int running) {
        starts.known(fromMillis, toMillis);
        alwaysOn = Math.min(alwaysOn, running);
        most = Math.max(most, running);
        double needed = yardstick.needed(load);
        for (long at = fromMillis; at < toMillis; ) {
            long next = starts.bend(at, toMillis);
            double start = yardstick.price(starts.before(at));
            limitExtras(start);
            step((double) next - at, needed, start);
            at = next;
        }
    }

    // Whoever is on at this cost may as well have been off, and been switched on.
    private void limitExtras(double start) {
        while (used > on && extras[used - 1] >= start) {
            used--;
        }
    }

    private void step(double millis, double needed, double start) {
        int loaded = (int) Math.min(most, Math.ceil(needed));
        int staysOn = Math.max(alwaysOn, penalty >= price ? Math.min(on, (int) Math.min(most, needed)) : 0);
        int top = Math.max(used, loaded);
        grow(top);
        Arrays.fill(extras, used, top, start);
        cost += staysOn * price * millis + Math.max(0, needed - most) * penalty * millis;
        for (int unit = staysOn; unit < top; unit++) {
            double off = penalty * Math.clamp(needed - unit, 0, 1) * millis;
            double extra = extras[unit] + price * millis - off;
            cost += off + Math.min(0, extra);
            extras[unit] = Math.max(0, extra);
        }
        used = top;
        on = staysOn;
        while (on < used && extras[on] == 0) {
            on++;
        }
    }

    private void grow(int units) {
        if (extras.length < units) {
            extras = Arrays.copyOf(extras, Math.max(units, extras.length * 2));
        }
    }

    /** Of the stretches so far. */
    double cost() {
        return cost;
    }
}
