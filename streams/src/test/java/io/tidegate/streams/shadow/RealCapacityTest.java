package io.tidegate.streams.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RealCapacityTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration ASSUMED = Duration.ofSeconds(40);

    private RealCapacity real = RealCapacity.UNKNOWN;

    private void seen(int second, int desired, int running) {
        real = real.observed(NOON.plusSeconds(second), desired, running, false);
    }

    @Test
    void learnsWhatAStartTakesFromWhatIsSeen() {
        seen(0, 2, 2);
        seen(5, 4, 2);
        seen(60, 4, 3);
        seen(80, 4, 4);

        assertThat(real.startUp(ASSUMED)).isEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void assumesOneUntilOneWasSeen() {
        seen(0, 2, 2);
        seen(5, 4, 2);

        assertThat(real.startUp(ASSUMED)).isEqualTo(ASSUMED);
    }

    @Test
    void awaitsNothingThatIsOrderedNoMore() {
        seen(0, 2, 2);
        seen(5, 4, 2);
        seen(20, 3, 3);
        seen(90, 4, 4);

        assertThat(real.startUps()).isEmpty();
    }

    @Test
    void learnsNothingFromADeployment() {
        seen(0, 2, 2);
        seen(5, 4, 2);
        real = real.observed(NOON.plusSeconds(10), 4, 3, true);
        seen(30, 4, 4);

        assertThat(real.startUps()).isEmpty();
    }

    @Test
    void takesTheMiddleOfWhatItHasSeen() {
        for (int i = 0; i < 3; i++) {
            seen(1_000 * i, 2, 2);
            seen(1_000 * i + 5, 4, 2);
            seen(1_000 * i + 5 + 10 * (i + 1), 4, 4);
        }

        assertThat(real.startUp(ASSUMED)).isEqualTo(Duration.ofSeconds(20));
    }
}
