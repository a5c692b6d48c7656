package io.tidegate.simulatedaws.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.simulatedaws.load.LoadModel;
import io.tidegate.simulatedaws.load.UtilizationReports;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.service.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtilizationReportsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:03Z");
    private static final ServiceName WEB = new ServiceName("shop", "web");
    private static final MetricKey CPU = MetricKey.ofService("CPUUtilization", "shop", "web");

    private final Timeline timeline = new Timeline(START);
    private final LoadModel load = new LoadModel(timeline);
    private final MetricStore store = new MetricStore(timeline, Duration.ofSeconds(60));

    @BeforeEach
    void startReporting() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        new UtilizationReports(timeline, load, store, Duration.ofSeconds(10), random).start();
        load.add(WEB, Workload.ofRequests(100), 0);
    }

    @ParameterizedTest(name = "{0} requests/s on {1} tasks of 100: {2} %")
    @CsvSource({"200, 4, 50", "100, 4, 25", "0, 4, 0", "900, 4, 100", "100, 1, 100"})
    void utilizationIsLoadByCapacityAndNeverAboveAll(double requests, int running, double expected) {
        load.runningChanged(WEB, running);
        load.setRequests(WEB, requests);

        timeline.advanceTo(START.plusSeconds(600));

        assertThat(reported())
                .hasSizeGreaterThan(50)
                .allSatisfy(point -> assertThat(value(point))
                        .isEqualTo(expected, within(expected * 0.1))
                        .isBetween(0.0, 100.0));
    }

    @Test
    void dataAppearAMinuteAfterTheirPeriodHasEnded() {
        load.runningChanged(WEB, 4);

        timeline.advanceTo(Instant.parse("2026-11-22T12:01:09.999Z"));
        var before = reported();
        timeline.advanceTo(Instant.parse("2026-11-22T12:01:10Z"));
        var after = reported();

        assertThat(before).isEmpty();
        assertThat(after).extracting(Point::at).containsExactly(Instant.parse("2026-11-22T12:00:00Z"));
    }

    @Test
    void aServiceWithoutRunningTasksReportsNothing() {
        load.setRequests(WEB, 500);

        timeline.advanceTo(START.plusSeconds(300));

        assertThat(reported()).isEmpty();
    }

    @Test
    void aPeriodIsMeasuredOverItsWholeLength() {
        load.runningChanged(WEB, 1);
        timeline.advanceTo(Instant.parse("2026-11-22T12:00:15Z"));
        load.setRequests(WEB, 80); // idle for the first half of the period, at 80 % for the second

        timeline.advanceTo(START.plusSeconds(300));

        var point = reported().stream()
                .filter(candidate -> candidate.at().equals(Instant.parse("2026-11-22T12:00:10Z")))
                .findFirst()
                .orElseThrow();
        assertThat(value(point)).isEqualTo(40, within(4.0));
    }

    private List<Point> reported() {
        var window =
                Window.of(START.minusSeconds(60), START.plusSeconds(3_600), 10).orElseThrow();
        return store.points(CPU, window, timeline.now());
    }

    private static double value(Point point) {
        return point.observations().getFirst().sum();
    }
}
