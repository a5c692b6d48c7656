package io.tidegate.streams.pane;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Metric.Across;
import io.tidegate.streams.policy.MetricSource;
import io.tidegate.streams.policy.OnMissing;
import io.tidegate.streams.policy.SeriesSelector;
import io.tidegate.streams.policy.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pushed samples: panes of 5 s, complete 5 s after their end. */
class MetricWindowTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @ParameterizedTest(name = "{0} across series by {1} is {2}")
    @CsvSource({
        "AVG,   AVG,   4.5", // (avg(2, 4) + avg(6)) / 2
        "SUM,   SUM,   12",
        "MIN,   MIN,   2",
        "MAX,   MAX,   6",
        "COUNT, SUM,   3",
        "LAST,  AVG,   5",
        "MAX,   COUNT, 2",
    })
    void reducesInTimeThenAcrossSeries(Statistic.Exact statistic, Across across, double expected) {
        var one = series("a", pane(-15, 1, 2), pane(-10, 1, 4));
        var other = series("b", pane(-10, 1, 6));

        var reading = MetricWindow.read(metric(statistic, across, false), List.of(one, other), NOON, false);

        assertThat(reading.value()).hasValue(expected);
        assertThat(reading.series()).isEqualTo(2);
    }

    @Test
    void leavesOutPanesThatMayStillChange() {
        var series = series("a", pane(-10, 1, 10), pane(-5, 1, 99));

        var reading = MetricWindow.read(metric(Statistic.Exact.MAX, Across.MAX, false), List.of(series), NOON, false);

        assertThat(reading.value()).hasValue(10);
        assertThat(reading.end()).isEqualTo(NOON.minusSeconds(5));
    }

    @Test
    void takesRunningPanesWhenEarly() {
        var series = series("a", pane(-10, 1, 10), pane(0, 1, 99));

        var reading = MetricWindow.read(
                metric(Statistic.Exact.MAX, Across.MAX, true), List.of(series), NOON.plusSeconds(1), true);

        assertThat(reading.value()).hasValue(99);
        assertThat(reading.end()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void leavesOutPanesBeforeTheWindow() {
        var series = series("a", pane(-70, 1, 99), pane(-10, 1, 10));

        var reading = MetricWindow.read(metric(Statistic.Exact.MAX, Across.MAX, false), List.of(series), NOON, false);

        assertThat(reading.value()).hasValue(10);
        assertThat(reading.start()).isEqualTo(NOON.minusSeconds(65));
    }

    @Test
    void isMissingWithoutANumberAndNeverZero() {
        var failed = new PartialPane(NOON.minusSeconds(10), Duration.ofSeconds(5), 0, 1, Aggregate.none(NOON), 3);

        for (var across : Across.values()) {
            assertThat(MetricWindow.read(metric(Statistic.Exact.COUNT, across, false), List.of(), NOON, false)
                            .value())
                    .isEmpty();
            assertThat(MetricWindow.read(
                                    metric(Statistic.Exact.SUM, across, false),
                                    List.of(series("a", failed)),
                                    NOON,
                                    false)
                            .value())
                    .isEmpty();
        }
    }

    @Test
    void mergesWhatSeveralPartitionsSawOfOneSeries() {
        var series = SeriesPanes.of(SeriesId.of("m", Map.of()))
                .with(pane(-10, 1, 2), Duration.ofSeconds(5), NOON.minusSeconds(9))
                .with(origin(pane(-10, 3, 6), 7), Duration.ofSeconds(5), NOON.minusSeconds(9));

        var reading = MetricWindow.read(metric(Statistic.Exact.AVG, Across.AVG, false), List.of(series), NOON, false);

        assertThat(reading.value()).hasValue(5); // (2 + 3 x 6) / 4
    }

    @Test
    void refusesMoreThanAThousandSeries() {
        var many = IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> series("s" + i, pane(-10, 1, 1)))
                .toList();

        var reading = MetricWindow.read(metric(Statistic.Exact.AVG, Across.AVG, false), many, NOON, false);

        assertThat(reading.problem()).hasValue(MetricWindow.Problem.TOO_MANY_SERIES);
        assertThat(reading.value()).isEmpty();
    }

    @Test
    void isIncompleteWhenASeriesIsSilentAtTheEndOfTheWindow() {
        var whole = series("a", pane(-15, 1, 10), pane(-10, 1, 10));
        var silent = series("b", pane(-15, 1, 20));
        var beginning = series("c", pane(-5, 1, 30));

        assertThat(problem(whole, beginning)).isEmpty();
        assertThat(problem(whole, silent)).hasValue(MetricWindow.Problem.INCOMPLETE);
        assertThat(problem(silent)).hasValue(MetricWindow.Problem.INCOMPLETE);
    }

    @Test
    void isIncompleteWhenAReadingFailed() {
        var failed = new PartialPane(NOON.minusSeconds(15), Duration.ofSeconds(5), 0, 1, Aggregate.none(NOON), 1);

        assertThat(problem(series("a", failed, pane(-10, 1, 10)))).hasValue(MetricWindow.Problem.INCOMPLETE);
    }

    @Test
    void countsMissedWindowsByTheReadingsThatTheSourceOwes() {
        var everyMinute = new Metric(
                "m",
                new MetricSource.CloudWatch("AWS/ECS", "m", Map.of(), "Average", Duration.ofMinutes(1)),
                new SeriesSelector("m", Map.of()),
                Duration.ofMinutes(2),
                Duration.ofSeconds(5),
                Statistic.Exact.AVG,
                Across.AVG,
                OnMissing.HOLD,
                false);

        assertThat(MetricWindow.lastEnd(everyMinute, List.of(), NOON.plusSeconds(30)))
                .isEqualTo(NOON);
        assertThat(MetricWindow.lastEnd(everyMinute, List.of(), NOON.plusSeconds(64)))
                .isEqualTo(NOON);
        assertThat(MetricWindow.lastEnd(everyMinute, List.of(), NOON.plusSeconds(65)))
                .isEqualTo(NOON.plusSeconds(60));
    }

    private static Optional<MetricWindow.Problem> problem(SeriesPanes... found) {
        var partsCount = new OnMissing(new OnMissing.Reaction.AllowOut(), 1);
        return MetricWindow.read(
                        metric(Statistic.Exact.AVG, Across.AVG, partsCount, false), List.of(found), NOON, false)
                .problem();
    }

    @Test
    void countsLatePanesAndLeavesThemOut() {
        var known = series("a", pane(-10, 1, 10));

        var after = known.with(pane(-10, 2, 99), Duration.ofSeconds(5), NOON);

        assertThat(after.late()).isEqualTo(1);
        assertThat(after.panes()).isEqualTo(known.panes());
    }

    @Test
    void takesOnlyHigherRevisions() {
        var lateness = Duration.ofSeconds(5);
        var early = NOON.minusSeconds(9);
        var known = series("a", revision(pane(-10, 1, 10), 5));

        assertThat(known.with(revision(pane(-10, 1, 99), 5), lateness, early)).isEqualTo(known);
        assertThat(known.with(revision(pane(-10, 1, 99), 6), lateness, early).panes())
                .containsExactly(revision(pane(-10, 1, 99), 6));
    }

    @Test
    void tellsWhenTheNextPaneIsComplete() {
        var next = MetricWindow.nextCompletion(
                metric(Statistic.Exact.AVG, Across.AVG, false), Duration.ofSeconds(5), NOON.plusMillis(1));

        assertThat(next).isEqualTo(NOON.plusSeconds(5));
    }

    private static Metric metric(Statistic statistic, Across across, boolean early) {
        return metric(statistic, across, OnMissing.HOLD, early);
    }

    private static Metric metric(Statistic statistic, Across across, OnMissing onMissing, boolean early) {
        return new Metric(
                "m",
                new MetricSource.Pushed(),
                new SeriesSelector("m", Map.of()),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                statistic,
                across,
                onMissing,
                early);
    }

    private static SeriesPanes series(String name, PartialPane... panes) {
        return new SeriesPanes(SeriesId.of("m", Map.of("name", name)), List.of(panes), 0);
    }

    private static PartialPane pane(int startSeconds, int count, double value) {
        var start = NOON.plusSeconds(startSeconds);
        return new PartialPane(
                start, Duration.ofSeconds(5), 0, 1, new Aggregate(count, count * value, value, value, value, start), 0);
    }

    private static PartialPane revision(PartialPane pane, long revision) {
        return new PartialPane(pane.start(), pane.length(), pane.origin(), revision, pane.aggregate(), pane.failed());
    }

    private static PartialPane origin(PartialPane pane, int origin) {
        return new PartialPane(pane.start(), pane.length(), origin, pane.revision(), pane.aggregate(), pane.failed());
    }
}
