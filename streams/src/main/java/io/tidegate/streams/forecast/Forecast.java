package io.tidegate.streams.forecast;

import static io.tidegate.streams.forecast.LoadHistory.DAY;
import static io.tidegate.streams.forecast.LoadHistory.DAYS;
import static io.tidegate.streams.forecast.LoadHistory.LEVEL;
import static io.tidegate.streams.forecast.LoadHistory.binOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The most that a load may become within a time, by a quantile: each of the days before, moved up or down to where the load is
 * now, says once for itself and once for each bin beside what it became then. Days count in UTC. RATIONALE.md has why, and how
 * well it does.
 */
public sealed interface Forecast {
    /** History without which nothing is foreseen. */
    Duration LEAST = LoadHistory.BIN.multipliedBy(DAY);

    /** How long after the last complete bin the load is still told by it. */
    Duration FRESH = Duration.ofHours(1);

    /**
     * The same weekday counts as many times as any other day, once it is known twice: the least at which what happens on one
     * other weekday alone is below a quantile of 0.9.
     */
    int WEEKLY = 5;

    /**
     * It can be told.
     *
     * @param load 0 or more
     * @param days that it was told from
     * @param weekly whether the same weekday counts for more
     */
    record Foreseen(double load, int days, boolean weekly) implements Forecast {}

    /** Less than {@link #LEAST} was seen. */
    record TooYoung(Duration seen) implements Forecast {}

    /** Nothing was seen for more than {@link #FRESH}. */
    record Stale(Instant since) implements Forecast {}

    /** No day before has anything at this time of day. */
    record Unseen() implements Forecast {}

    /**
     * Foresees a load.
     *
     * @param quantile of what it may become, above 0 to 1
     */
    static Forecast of(LoadHistory history, Instant now, Duration ahead, double quantile) {
        if (history.known() < DAY) {
            return new TooYoung(LoadHistory.BIN.multipliedBy(history.known()));
        }
        var since = Instant.EPOCH.plus(LoadHistory.BIN.multipliedBy(history.end()));
        if (now.isAfter(since.plus(FRESH))) {
            return new Stale(since);
        }
        return foreseen(history, binOf(now), binOf(now.plus(ahead)), quantile);
    }

    /** A history with what a forecast at {@code now} reads of it, and no more. */
    static LoadHistory cut(LoadHistory history, Instant now, Duration ahead) {
        long level = history.end() - LEVEL;
        return history.around(Math.min(level, binOf(now) - 1), binOf(now.plus(ahead)) + 1);
    }

    private static Forecast foreseen(LoadHistory history, long from, long to, double quantile) {
        boolean weekly = isKnown(history, 7, from, to) && isKnown(history, 14, from, to);
        double[] becomes = new double[3 * DAYS * WEEKLY];
        int count = 0;
        int days = 0;
        for (int day = 1; day <= DAYS; day++) {
            double rise = rise(history, day);
            int before = count;
            int weight = weekly && day % 7 == 0 ? WEEKLY : 1;
            for (int beside = -1; beside <= 1; beside++) {
                double then = largest(history, from + beside - (long) day * DAY, to + beside - (long) day * DAY) + rise;
                for (int i = 0; i < weight && !Double.isNaN(then); i++) {
                    becomes[count++] = then;
                }
            }
            days += count > before ? 1 : 0;
        }
        if (count == 0) {
            return new Unseen();
        }
        Arrays.sort(becomes, 0, count);
        int rank = Math.clamp((long) Math.ceil(quantile * count), 1, count);
        return new Foreseen(Math.max(0, becomes[rank - 1]), days, weekly);
    }

    private static boolean isKnown(LoadHistory history, int day, long from, long to) {
        return !Double.isNaN(rise(history, day) + largest(history, from - (long) day * DAY, to - (long) day * DAY));
    }

    // How much higher the level is than that day: of the last bins those that both days know. NaN for none.
    private static double rise(LoadHistory history, int day) {
        double sum = 0;
        int both = 0;
        for (long bin = history.end() - LEVEL; bin < history.end(); bin++) {
            double difference = history.at(bin) - history.at(bin - (long) day * DAY);
            if (!Double.isNaN(difference)) {
                sum += difference;
                both++;
            }
        }
        return both == 0 ? Double.NaN : sum / both;
    }

    // Of the bins that are known; NaN for none.
    private static double largest(LoadHistory history, long from, long to) {
        double largest = Double.NaN;
        for (long bin = from; bin <= to; bin++) {
            double mean = history.at(bin);
            largest = Double.isNaN(largest) || mean > largest ? mean : largest;
        }
        return largest;
    }
}
