package io.tidegate.simulatedaws.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final MetricKey LAG = MetricKey.ofService("Lag", "shop", "web");

    @ParameterizedTest(name = "[{0}, {1}) by {2} s: {3}")
    @CsvSource({
        "12:00:00, 12:01:00, 10, 12:00:00 12:00:10 12:00:20 12:00:30 12:00:40 12:00:50",
        "12:00:07, 12:00:30, 10, 12:00:00 12:00:10 12:00:20",
        "12:00:00, 12:00:21, 10, 12:00:00 12:00:10 12:00:20",
        "12:00:00, 12:00:20, 20, 12:00:00",
        "12:00:59, 12:02:00, 60, 12:00:00 12:01:00",
        "12:03:00, 12:10:01, 300, 12:00:00 12:05:00 12:10:00",
        "12:00:20, 12:00:20, 10, ''",
    })
    void startIsIncludedAndMovedBackToItsPeriodAndEndIsExcluded(
            String start, String end, int period, String expectedTimes) {
        var store = everySecondFromTwelve();

        var points = store.points(LAG, Window.of(at(start), at(end), period).orElseThrow(), at("13:00:00"));

        assertThat(String.join(
                        " ",
                        points.stream()
                                .map(point -> point.at().toString().substring(11, 19))
                                .toList()))
                .isEqualTo(expectedTimes);
    }

    @Test
    void aPeriodCutByTheEndHoldsOnlyWhatCameBefore() {
        var store = everySecondFromTwelve();

        var points =
                store.points(LAG, Window.of(at("12:00:00"), at("12:00:15"), 10).orElseThrow(), at("13:00:00"));

        assertThat(points).extracting(point -> point.observations().size()).containsExactly(10, 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 0, 2, 15, 45, 61, 90})
    void periodsThatAwsDoesNotHaveAreRefused(int seconds) {
        assertThat(Window.of(at("12:00:00"), at("13:00:00"), seconds)).isEmpty();
    }

    private static MetricStore everySecondFromTwelve() {
        var timeline = new Timeline(at("12:00:00"));
        var store = new MetricStore(timeline, Duration.ZERO);
        for (var second = 0; second < 900; second++) {
            store.report(LAG, at("12:00:00").plusSeconds(second), Observation.of(1));
        }
        return store;
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-22T" + time + "Z");
    }
}
