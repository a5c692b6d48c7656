package io.tidegate.connectors.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelayTest {
    private final RetryDelay delay = new RetryDelay(Duration.ofMillis(500), Duration.ofSeconds(20));

    @ParameterizedTest(name = "after {0} failures between {1} and {2} ms")
    @CsvSource({"1, 0, 500", "2, 0, 1000", "3, 0, 2000", "6, 0, 16000", "7, 0, 20000", "9999, 0, 20000"})
    void doublesItsLimitUpToItsCapAndUsesAllOfIt(int failures, long least, long most) {
        var random = new Random(7);
        var delays = IntStream.range(0, 200)
                .mapToObj(_ -> delay.after(failures, random))
                .toList();

        assertThat(delays)
                .allSatisfy(each -> assertThat(each).isBetween(Duration.ofMillis(least), Duration.ofMillis(most)))
                .anySatisfy(each -> assertThat(each).isLessThan(Duration.ofMillis(most / 10)))
                .anySatisfy(each -> assertThat(each).isGreaterThan(Duration.ofMillis(most * 9 / 10)));
    }
}
