package io.tidegate.streams.policy;

import java.time.Duration;

/**
 * A number that rules may read under an alias: the series that a selector finds, reduced in time and then across.
 *
 * @param alias identifier for expressions
 * @param source who reads it; decides its lateness
 * @param selector which series count
 * @param window how far back it looks from the end of the last complete pane; at least 1 s
 * @param statistic reduction of one series over the window
 * @param across reduction of the series
 * @param onMissing what a missing value does
 * @param early whether running panes count as well, for scale-out only
 */
public record Metric(
        String alias,
        MetricSource source,
        SeriesSelector selector,
        Duration window,
        Statistic statistic,
        Across across,
        OnMissing onMissing,
        boolean early) {

    public Metric {
        Check.that(window.compareTo(Duration.ofSeconds(1)) >= 0, "window must be at least 1s, was %s", window);
        Check.that(window.compareTo(Duration.ofHours(24)) <= 0, "window must be at most 24h, was %s", window);
    }

    /** How late a pane of this metric may still change after its end. */
    public Duration lateness() {
        return source.lateness();
    }

    /** Reduction of one series over a window. */
    public enum Statistic {
        AVG,
        SUM,
        MIN,
        MAX,
        COUNT,
        LAST
    }

    /** Reduction of the series that a selector finds. */
    public enum Across {
        AVG,
        SUM,
        MIN,
        MAX,
        COUNT
    }

    /** What a missing value does. */
    public enum OnMissing {
        /** The capacity stays until the metric is back. */
        HOLD
    }
}
