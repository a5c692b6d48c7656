package io.tidegate.streams.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.streams.forecast.Forecast.Foreseen;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads with a reading for each bin; NaN is a bin without one. */
class ForecastTest {
    private static final Instant MONDAY = Instant.parse("2026-05-04T00:00:00Z");
    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final int DAY = 288;
    private static final int HOUR = 12;

    // 100 at night; from 9 to 10 up to 700, and from 18 on 100 again.
    private static double office(int bin) {
        int time = bin % DAY;
        return time < 9 * HOUR || time >= 18 * HOUR ? 100 : Math.min(700, 100 + (time - 9 * HOUR) * 50);
    }

    private static double weekdays(int bin) {
        return bin / DAY % 7 < 5 ? office(bin) : 100;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void foresees(String name, IntToDoubleFunction load, int bin, double expected, int days, boolean weekly) {
        var forecast = forecast(load, bin, 0.9);

        assertThat(forecast).isInstanceOfSatisfying(Foreseen.class, foreseen -> {
            assertThat(foreseen.load()).isCloseTo(expected, within(expected * 0.01 + 1));
            assertThat(foreseen.days()).isEqualTo(days);
            assertThat(foreseen.weekly()).isEqualTo(weekly);
        });
    }

    static Stream<Arguments> foresees() {
        int nine = 9 * HOUR;
        return Stream.of(
                // At 9:00 of a ramp by 50 a bin, two bins ahead, and one bin beside: 9:15 of the days before.
                Arguments.of(
                        "the ramp of yesterday",
                        (IntToDoubleFunction) ForecastTest::office,
                        DAY + nine,
                        250.0,
                        1,
                        false),
                Arguments.of(
                        "the ramp of a week",
                        (IntToDoubleFunction) ForecastTest::office,
                        7 * DAY + nine,
                        250.0,
                        7,
                        false),
                Arguments.of(
                        "nothing at night",
                        (IntToDoubleFunction) ForecastTest::office,
                        7 * DAY + 4 * HOUR,
                        100.0,
                        7,
                        false),
                Arguments.of(
                        "the evening at once",
                        (IntToDoubleFunction) ForecastTest::office,
                        7 * DAY + 18 * HOUR + 3,
                        100.0,
                        7,
                        false),
                Arguments.of(
                        "a level that is twice as high",
                        shifted(ForecastTest::office, 6 * DAY, 400),
                        6 * DAY + nine,
                        650.0,
                        6,
                        false),
                Arguments.of("a load of nothing", (IntToDoubleFunction) _ -> 0, 3 * DAY + 3, 0.0, 3, false),
                Arguments.of(
                        "the ramp of a Monday",
                        (IntToDoubleFunction) ForecastTest::weekdays,
                        14 * DAY + nine,
                        250.0,
                        14,
                        true),
                Arguments.of(
                        "an hour that is only on Mondays",
                        (IntToDoubleFunction) ForecastTest::mondays,
                        14 * DAY + nine - 1,
                        600.0,
                        14,
                        true),
                Arguments.of(
                        "no hour that is only on Mondays",
                        (IntToDoubleFunction) ForecastTest::mondays,
                        15 * DAY + nine - 1,
                        100.0,
                        14,
                        true),
                Arguments.of(
                        "no hour that was there once in a fortnight",
                        spike(ForecastTest::office, 3 * DAY + 4 * HOUR, HOUR),
                        12 * DAY + 4 * HOUR - 1,
                        100.0,
                        12,
                        false),
                Arguments.of(
                        "across days that are missing",
                        gap(ForecastTest::office, DAY, 3 * DAY),
                        5 * DAY + nine,
                        250.0,
                        3,
                        false),
                Arguments.of(
                        "by the bins of the level that are there",
                        gap(ForecastTest::office, 5 * DAY + nine - 3, 5 * DAY + nine - 1),
                        5 * DAY + nine,
                        250.0,
                        5,
                        false));
    }

    // By the last bin before nine, mondays have 600 for the whole hour.
    private static double mondays(int bin) {
        return bin / DAY % 7 == 0 && bin % DAY >= 9 * HOUR && bin % DAY < 10 * HOUR ? 600 : 100;
    }

    @Test
    void saysNothingBeforeItHasSeenADay() {
        assertThat(forecast(ForecastTest::office, DAY - 1, 0.9))
                .isEqualTo(new Forecast.TooYoung(Duration.ofMinutes(1435)));
        assertThat(forecast(gap(ForecastTest::office, 0, 12), DAY + 11, 0.9))
                .isEqualTo(new Forecast.TooYoung(Duration.ofMinutes(1435)));
        assertThat(forecast(ForecastTest::office, DAY + 1, 0.9)).isInstanceOf(Foreseen.class);
    }

    @Test
    void saysNothingAnHourAfterTheLoadWasLastSeen() {
        var history = history(ForecastTest::office, 3 * DAY);
        var end = MONDAY.plus(LoadHistory.BIN.multipliedBy(3 * DAY));

        assertThat(Forecast.of(history, end.plusSeconds(3600), AHEAD, 0.9)).isInstanceOf(Foreseen.class);
        assertThat(Forecast.of(history, end.plusSeconds(3601), AHEAD, 0.9)).isEqualTo(new Forecast.Stale(end));
    }

    @Test
    void saysNothingOfATimeOfDayThatNoDayHas() {
        IntToDoubleFunction mornings = bin -> bin % DAY < 12 * HOUR || bin >= 4 * DAY ? 100 : Double.NaN;

        assertThat(forecast(mornings, 4 * DAY + 14 * HOUR, 0.9)).isEqualTo(new Forecast.Unseen());
    }

    @Test
    void takesAGapForNoLoadOfZero() {
        var whole = forecast(ForecastTest::office, 5 * DAY + 12 * HOUR, 0.5);

        assertThat(forecast(gap(ForecastTest::office, DAY, 4 * DAY), 5 * DAY + 12 * HOUR, 0.5))
                .isEqualTo(new Foreseen(((Foreseen) whole).load(), 2, false));
    }

    @Test
    void foreseesNoLessByAHigherQuantileOrFartherAhead() {
        for (long seed = 0; seed < 200; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            int bins = random.nextInt(DAY, 16 * DAY);
            var history = history(noisy(random, bins), bins);
            var now = MONDAY.plus(LoadHistory.BIN.multipliedBy(bins));
            var before = new double[] {0, 0};
            for (int step = 0; step < 8; step++) {
                double byQuantile = load(Forecast.of(history, now, AHEAD, 0.5 + step * 0.07));
                double byTime = load(Forecast.of(history, now, Duration.ofMinutes(1 + step * 8), 0.9));

                assertThat(byQuantile).as("seed %d", seed).isGreaterThanOrEqualTo(before[0]);
                assertThat(byTime).as("seed %d", seed).isGreaterThanOrEqualTo(before[1]);
                before[0] = byQuantile;
                before[1] = byTime;
            }
        }
    }

    @Test
    void foreseesMoreWhereMoreWasSeen() {
        for (long seed = 0; seed < 200; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            int bins = random.nextInt(DAY, 16 * DAY);
            double factor = 1 + random.nextDouble();
            double more = random.nextInt(500);
            DoubleUnaryOperator higher = load -> load * factor + more;
            var load = noisy(random, bins);
            var now = MONDAY.plus(LoadHistory.BIN.multipliedBy(bins));

            double less = load(Forecast.of(history(load, bins), now, AHEAD, 0.9));
            double greater = load(
                    Forecast.of(history(bin -> higher.applyAsDouble(load.applyAsDouble(bin)), bins), now, AHEAD, 0.9));

            // What is kept of each mean is within 0.2 %.
            assertThat(greater).as("seed %d", seed).isGreaterThanOrEqualTo(less * 0.99 - 5);
        }
    }

    @Test
    void needsNoMoreThanWhatItIsCutTo() {
        for (long seed = 0; seed < 200; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            int bins = random.nextInt(DAY, 16 * DAY);
            var history = history(noisy(random, bins), bins);
            var now = MONDAY.plus(LoadHistory.BIN.multipliedBy(bins)).plusSeconds(random.nextInt(3500));
            var ahead = Duration.ofSeconds(random.nextInt(1, 3601));

            var cut = Forecast.cut(history, now, ahead);

            assertThat(Forecast.of(cut, now, ahead, 0.9))
                    .as("seed %d", seed)
                    .isEqualTo(Forecast.of(history, now, ahead, 0.9));
            assertThat(Forecast.cut(cut, now, ahead)).isEqualTo(cut);
        }
    }

    private static double load(Forecast forecast) {
        return ((Foreseen) forecast).load();
    }

    private static IntToDoubleFunction noisy(RandomGenerator random, int bins) {
        double[] loads = new double[bins];
        for (int bin = 0; bin < bins; bin++) {
            loads[bin] = office(bin) * (0.7 + random.nextDouble());
        }
        return bin -> loads[bin];
    }

    private static IntToDoubleFunction shifted(IntToDoubleFunction load, int from, double by) {
        return bin -> load.applyAsDouble(bin) + (bin < from ? 0 : by);
    }

    private static IntToDoubleFunction spike(IntToDoubleFunction load, int from, int bins) {
        return bin -> bin >= from && bin < from + bins ? 5000 : load.applyAsDouble(bin);
    }

    private static IntToDoubleFunction gap(IntToDoubleFunction load, int from, int to) {
        return bin -> bin >= from && bin < to ? Double.NaN : load.applyAsDouble(bin);
    }

    /** At the beginning of a bin, from all before it. */
    private static Forecast forecast(IntToDoubleFunction load, int bin, double quantile) {
        return Forecast.of(history(load, bin), MONDAY.plus(LoadHistory.BIN.multipliedBy(bin)), AHEAD, quantile);
    }

    // The reading after the last one closes its bin.
    static LoadHistory history(IntToDoubleFunction load, int bins) {
        var history = LoadHistory.NONE;
        for (int bin = 0; bin <= bins; bin++) {
            double read = bin < bins ? load.applyAsDouble(bin) : 1;
            history = history.with(
                    read, MONDAY.plus(LoadHistory.BIN.multipliedBy(bin)).plusSeconds(60));
        }
        return history;
    }
}
