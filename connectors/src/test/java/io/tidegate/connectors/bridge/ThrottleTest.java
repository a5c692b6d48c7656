package io.tidegate.connectors.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final ManualClock clock = new ManualClock("2026-01-01T00:00:00Z");
    private final List<Duration> slept = new ArrayList<>();
    private final Throttle throttle = new Throttle(Duration.ofSeconds(10), clock, pause -> {
        slept.add(pause);
        clock.advance(pause);
    });

    @Test
    void startsAtOnceTheFirstTime() throws InterruptedException {
        throttle.await();

        assertThat(slept).isEmpty();
    }

    @Test
    void waitsForWhatIsLeftOfTheInterval() throws InterruptedException {
        throttle.await();
        clock.advance(Duration.ofSeconds(4));

        throttle.await();

        assertThat(slept).containsExactly(Duration.ofSeconds(6));
    }

    @Test
    void doesNotWaitAfterASlowPass() throws InterruptedException {
        throttle.await();
        clock.advance(Duration.ofSeconds(25));

        throttle.await();

        assertThat(slept).isEmpty();
    }

    @Test
    void waitsAtMostAnIntervalWhenTheClockWasSetBack() throws InterruptedException {
        throttle.await();
        clock.advance(Duration.ofHours(-1));

        throttle.await();

        assertThat(slept).containsExactly(Duration.ofSeconds(10));
    }
}
