package io.tidegate.connectors.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPauseTest {
    private final RetryPause pause = new RetryPause(Duration.ofMillis(500), Duration.ofSeconds(10));

    @ParameterizedTest(name = "after {0} failures at most {1} ms")
    @CsvSource({"1,500", "2,1000", "3,2000", "5,8000", "6,10000", "63,10000", "64,10000", "2000000000,10000"})
    void spreadsOverTheWholeOfADoublingAndCappedSpan(int failures, long most) {
        var random = new Random(1);
        var pauses = IntStream.range(0, 10_000)
                .mapToLong(i -> pause.after(failures, random).toMillis())
                .summaryStatistics();

        assertThat(pauses.getMax()).isBetween(most * 99 / 100, most);
        assertThat(pauses.getMin()).isBetween(0L, most / 100);
        assertThat(pauses.getAverage()).isBetween(most * 0.48, most * 0.52);
    }

    @Test
    void refusesACapBelowTheFirstPause() {
        assertThatThrownBy(() -> new RetryPause(Duration.ofSeconds(1), Duration.ofMillis(1)))
                .hasMessage("outcomes.retryCap must be at least PT1S, was PT0.001S");
    }
}
