package io.tidegate.streams.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadHistoryTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final long BIN = LoadHistory.binOf(NOON);

    @Test
    void takesTheMeanOfABinOnceTheNextBegins() {
        var open = LoadHistory.NONE.with(10, at(60)).with(30, at(300));

        var closed = open.with(99, at(301));

        assertThat(open.known()).isZero();
        assertThat(closed.known()).isEqualTo(1);
        assertThat(closed.at(BIN)).isEqualTo(20);
        assertThat(closed.at(BIN + 1)).isNaN();
    }

    @Test
    void readsAWindowOnce() {
        var once = LoadHistory.NONE.with(10, at(60));

        assertThat(once.with(50, at(60))).isEqualTo(once);
        assertThat(once.with(50, at(59))).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
    void leavesOutWhatIsNoLoad(double load) {
        assertThat(LoadHistory.NONE.with(load, at(60))).isEqualTo(LoadHistory.NONE);
    }

    @Test
    void keepsAGapAsAbsent() {
        var history = LoadHistory.NONE.with(-3, at(60)).with(7, at(1000)).with(9, at(1300));

        assertThat(history.at(BIN)).isZero();
        assertThat(history.at(BIN + 1)).isNaN();
        assertThat(history.at(BIN + 3)).isEqualTo(7);
        assertThat(history.known()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.1, 1, 99.9, 12_345, 3.3e9, 3.4e38})
    void isWithinAFifthOfAPercent(double load) {
        var history = LoadHistory.NONE.with(load, at(60)).with(1, at(400));

        assertThat(history.at(BIN)).isCloseTo(load, within(load * 0.002 + load / 250 * (load > 3e38 ? 1 : 0)));
    }

    @Test
    void forgetsWhatIsOlderThanAFortnight() {
        var history = LoadHistory.NONE;
        for (int bin = 0; bin < 5_000; bin++) {
            history = history.with(bin, at(300L * bin + 60));
        }

        assertThat(history.known()).isEqualTo(14 * 288 + 3);
        assertThat(history.stretches())
                .singleElement()
                .satisfies(stretch -> assertThat(stretch.bins()).hasSize(8_070));
        assertThat(history.at(BIN + 4_998)).isCloseTo(4_998, within(10.0));
        assertThat(history.at(BIN + 4_999 - 4_035)).isCloseTo(964, within(2.0));
        assertThat(history.at(BIN + 4_998 - 4_035)).isNaN();
    }

    @Test
    void beginsAnewAfterAGapOfMoreThanAFortnight() {
        var history = LoadHistory.NONE.with(5, at(60)).with(6, at(86_400 * 30)).with(7, at(86_400 * 30 + 400));

        assertThat(history.known()).isEqualTo(1);
    }

    @Test
    void comesBackFromItsStretches() {
        var history = LoadHistory.NONE;
        for (int bin = 0; bin < 3_000; bin++) {
            boolean away = bin % 97 < bin % 13;
            history = away ? history : history.with(bin % 288, at(300L * bin + 60));
        }

        assertThat(history.stretches()).hasSizeGreaterThan(10);
        assertThat(LoadHistory.of(history.stretches(), history.known(), history.open()))
                .isEqualTo(history);
    }

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }
}
