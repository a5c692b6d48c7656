package io.tidegate.deploy.whatif.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Small seeded demands, in whole minutes, with gaps; and what a course of them costs, counted minute by minute. */
record Worlds(Yardstick yardstick, int runningAtStart, List<Stretch> stretches) {
    static final long MINUTE = 60_000;

    /** From minute to minute; the load in units that it needs. */
    record Stretch(int from, int to, double needed) {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static Worlds random(RandomGenerator random, int minutes, int units) {
        int min = random.nextInt(2);
        int max = min + random.nextInt(units - min + 1);
        var yardstick = new Yardstick(
                60,
                100,
                random.nextInt(8) == 0 ? 0 : 0.5 + random.nextInt(3),
                List.of(0.5, 1.0, 3.0, 10.0).get(random.nextInt(4)),
                Duration.ofMinutes(random.nextInt(4)),
                min,
                max);
        var stretches = new ArrayList<Stretch>();
        for (int at = 0; at < minutes; ) {
            int from = at + (at > 0 && random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0);
            int to = from + 1 + random.nextInt(2);
            stretches.add(new Stretch(from, to, random.nextInt(4 * (units + 1)) / 4.0));
            at = to;
        }
        return new Worlds(yardstick, random.nextInt(units + 1), stretches);
    }

    int minutes() {
        return stretches.getLast().to();
    }

    int fewest() {
        return Math.min(yardstick.min(), runningAtStart);
    }

    int most() {
        return Math.max(yardstick.max(), runningAtStart);
    }

    int startup() {
        return (int) yardstick.startup().toMinutes();
    }

    /** Whether nobody works sooner than a start takes. */
    boolean isPossible(int[] running) {
        for (int minute = 0; minute < running.length; minute++) {
            if (running[minute] > before(running, minute) && minute < startup()) {
                return false;
            }
        }
        return true;
    }

    private int before(int[] running, int minute) {
        return minute == 0 ? runningAtStart : running[minute - 1];
    }

    /** Units that run or start in each minute. */
    int[] billed(int[] running) {
        int[] billed = running.clone();
        for (int minute = 0; minute < running.length; minute++) {
            int more = running[minute] - before(running, minute);
            for (int ordered = minute - startup(); more > 0 && ordered < minute; ordered++) {
                billed[ordered] += more;
            }
        }
        return billed;
    }

    double objective(int[] running) {
        int[] billed = billed(running);
        double hours = 0;
        double missingHours = 0;
        for (var stretch : stretches) {
            for (int minute = stretch.from(); minute < stretch.to(); minute++) {
                hours += billed[minute] / 60.0;
                missingHours += Math.max(0, stretch.needed() - running[minute]) / 60;
            }
        }
        return hours * yardstick.pricePerHour() + missingHours * yardstick.penaltyPerHour();
    }

    /** Of a course, by the meter; some units drain on top. */
    Measures measured(int[] running, int draining) {
        var meter = new Meter(yardstick, runningAtStart);
        int[] billed = billed(running);
        for (var stretch : stretches) {
            for (int minute = stretch.from(); minute < stretch.to(); minute++) {
                meter.passes(
                        minute * MINUTE,
                        (minute + 1) * MINUTE,
                        stretch.needed() * yardstick.loadPerUnit(),
                        false,
                        running[minute],
                        billed[minute] + draining);
            }
        }
        return meter.measures();
    }
}
