package io.tidegate.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 50, 100", "2, 100, 200", "4, 400, 800", "5, 500, 1000", "6, 500, 1000", "1000, 500, 1000"})
    void doublesUpToItsCapInTheUpperHalf(int failures, long shortest, long longest) {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(7));

        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.pause(failures)).isBetween(Duration.ofMillis(shortest), Duration.ofMillis(longest));
        }
    }
}
