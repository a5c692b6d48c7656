package io.tidegate.connectors.executor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Breaker breaker = new Breaker();

    @Test
    void opensWhenSeveralTargetsHaveNoAnswer() {
        fail(9, 3, NOW);
        assertThat(breaker.permits(NOW)).isTrue();

        fail(1, 1, NOW);

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.permits(NOW.plus(Breaker.FIRST_PAUSE).minusMillis(1)))
                .isFalse();
        assertThat(breaker.permits(NOW.plus(Breaker.FIRST_PAUSE))).isTrue();
    }

    @Test
    void staysClosedWhenOneTargetIsStuck() {
        fail(1_000, 2, NOW);

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void staysClosedWhileSomeAreAnswered() {
        for (int i = 0; i < 100; i++) {
            fail(9, 9, NOW);
            breaker.answered();
        }

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void triesOneCallAndClosesWithItsAnswer() {
        fail(10, 5, NOW);
        var later = NOW.plus(Breaker.FIRST_PAUSE);

        breaker.began();

        assertThat(breaker.permits(later)).as("a second one").isFalse();
        breaker.answered();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.permits(later)).isTrue();
    }

    @Test
    void waitsTwiceAsLongEachTimeThatItTriesInVainUpToAMinute() {
        fail(10, 5, NOW);
        var now = NOW;
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            var pause = Duration.ofSeconds(seconds);
            assertThat(breaker.permits(now.plus(pause).minusMillis(1))).isFalse();
            now = now.plus(pause);
            assertThat(breaker.permits(now)).isTrue();
            breaker.began();
            fail(1, 1, now);
        }
    }

    @Test
    void doesNotWaitLongerForCallsThatWereUnderWay() {
        fail(30, 5, NOW);

        assertThat(breaker.permits(NOW.plus(Breaker.FIRST_PAUSE))).isTrue();
    }

    @Test
    void triesAnotherWhenTheOneThatTriedNeededNoCall() {
        fail(10, 5, NOW);
        breaker.began();

        breaker.unasked();

        assertThat(breaker.permits(NOW.plus(Breaker.FIRST_PAUSE))).isTrue();
    }

    private void fail(int times, int targets, Instant now) {
        for (int i = 0; i < times; i++) {
            breaker.unanswered(new Target.EcsService(Target.Place.DEFAULT, "demo", "s" + i % targets), now);
        }
    }
}
