package io.tidegate.connectors.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofMillis(350);

    private static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }

    @Test
    void doublesUntilTheCap() {
        var backoff = new Backoff(FIRST, CAP, always(1));

        var pauses = Stream.generate(backoff::next).limit(5).toList();

        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(350),
                        Duration.ofMillis(350),
                        Duration.ofMillis(350));
    }

    @Test
    void isShortenedByAtMostHalf() {
        var backoff = new Backoff(FIRST, CAP, always(0));

        var pauses = Stream.generate(backoff::next).limit(3).toList();

        assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(175));
    }

    @Test
    void neverLeavesItsBoundsWhateverTheChance() {
        long seed = 42;
        var backoff = new Backoff(FIRST, CAP, new Random(seed));

        var pauses = Stream.generate(backoff::next).limit(1000).toList();

        assertThat(pauses).as("seed %s", seed).allMatch(pause -> pause.toMillis() >= 50 && pause.toMillis() <= 350);
    }

    @Test
    void startsAgainAfterASuccess() {
        var backoff = new Backoff(FIRST, CAP, always(1));
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void doesNotOverflowUnderAHugeCap() {
        var backoff = new Backoff(FIRST, Duration.ofMillis(Long.MAX_VALUE), always(1));

        var pauses = Stream.generate(backoff::next).limit(200).toList();

        assertThat(pauses).allMatch(Duration::isPositive);
    }

    @Test
    void refusesACapBelowTheFirstPause() {
        assertThatThrownBy(() -> new Backoff(FIRST, Duration.ofMillis(99), always(1)))
                .hasMessage("backoff.cap must be at least PT0.1S, was PT0.099S");
    }
}
