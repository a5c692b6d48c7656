package io.tidegate.streams.policy;

import io.tidegate.streams.expression.Expression;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A number that rules may read under an alias: the series that a selector finds, reduced in time and then across.
 *
 * @param alias identifier for expressions; neither a built-in nor a word of the language
 * @param source who reads it; decides its lateness
 * @param selector which series count
 * @param window how far back it looks from the end of the last complete pane; whole seconds, 1 s to 24 h
 * @param lateness how late a pane may still change after its end; unless the policy says so, what its source declares
 * @param statistic reduction of one series over the window
 * @param across reduction of the series
 * @param onMissing what it does while it is missing
 * @param early whether running panes count as well, for scale-out only
 */
public record Metric(
        String alias,
        MetricSource source,
        SeriesSelector selector,
        Duration window,
        Duration lateness,
        Statistic statistic,
        Across across,
        OnMissing onMissing,
        boolean early) {

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    /** Whether a policy may call a metric so. */
    public static boolean isAlias(String word) {
        return ALIAS.matcher(word).matches()
                && !CapacityPolicy.BUILT_INS.contains(word)
                && !Expression.isReserved(word);
    }

    public Metric {
        Check.that(
                ALIAS.matcher(alias).matches(),
                "alias must be letters, digits and _, at most 64, not starting with a digit, was \"%s\"",
                alias);
        Check.that(
                !CapacityPolicy.BUILT_INS.contains(alias),
                "alias must not be the name of a built-in, was \"%s\"",
                alias);
        Check.that(!Expression.isReserved(alias), "alias must not be a word of expressions, was \"%s\"", alias);
        Check.that(
                !(source instanceof MetricSource.CloudWatch asked) || asked.yields(selector),
                "selector must have the dimensions that CloudWatch is asked for, was %s",
                selector);
        Check.that(window.toNanosPart() == 0, "window must be whole seconds, was %s", window);
        Duration interval = source.interval();
        Check.that(
                window.compareTo(interval) >= 0,
                "window must be at least as long as its source's interval %s, was %%s"
                        .formatted(Durations.text(interval)),
                window);
        Check.that(!lateness.isNegative(), "lateness must not be negative, was %s", lateness);
        Check.that(lateness.compareTo(Duration.ofHours(1)) <= 0, "lateness must be at most 1h, was %s", lateness);
        Check.that(window.compareTo(Duration.ofSeconds(1)) >= 0, "window must be at least 1s, was %s", window);
        Check.that(window.compareTo(Duration.ofHours(24)) <= 0, "window must be at most 24h, was %s", window);
        Check.that(
                across != Across.MERGE || statistic != Statistic.Exact.RATE,
                "across must not merge counters, for each has its own start, was %s",
                "merge");
    }

    /** Whether a value needs quantile sketches of the series. */
    public boolean needsSketch() {
        return statistic instanceof Statistic.Quantile;
    }

    /** Whether a value needs the single readings of the series. */
    public boolean needsReadings() {
        return statistic == Statistic.Exact.RATE;
    }

    /** Whether a value of only some of its series is not good enough. */
    public boolean wantsAll() {
        return onMissing.reaction() instanceof OnMissing.Reaction.AllowOut;
    }

    /** How far back it looks from the end of the last complete pane: a rate begins at the last reading before its window. */
    public Duration reach() {
        return needsReadings() ? window.multipliedBy(2) : window;
    }

    /** How long a reading may matter. */
    public Duration lookBack() {
        return reach().plus(lateness);
    }

    /** Time between two readings of its source; the default pane when nothing declares one. */
    public Duration cadence(Duration pane) {
        return pane.compareTo(source.interval()) >= 0 ? pane : source.interval();
    }

    /** Reduction of the series that a selector finds. */
    public enum Across {
        AVG,
        SUM,
        MIN,
        MAX,
        COUNT,
        /** The readings of all series, taken as those of one. */
        MERGE
    }
}
