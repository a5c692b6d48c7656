package io.tidegate.connectors.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelayTest {
    private final RetryDelay delay = new RetryDelay(Duration.ofMillis(500), Duration.ofSeconds(20));

    @ParameterizedTest(name = "after {0} failures between {1} and {2} ms")
    @CsvSource({
        "1, 250, 500",
        "2, 500, 1000",
        "3, 1000, 2000",
        "6, 8000, 16000",
        "7, 10000, 20000",
        "9999, 10000, 20000"
    })
    void doublesUpToItsCapWithinTheUpperHalf(int failures, long least, long most) {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            assertThat(delay.after(failures, random)).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
        }
    }
}
