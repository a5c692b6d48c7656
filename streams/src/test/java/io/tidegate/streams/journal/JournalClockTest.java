package io.tidegate.streams.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JournalClockTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void startsAtTheFirstTick() {
        assertThat(JournalClock.UNSET.tick(NOON).now()).isEqualTo(NOON);
    }

    @Test
    void neverGoesBack() {
        var clock = at(NOON);

        assertThat(clock.tick(NOON)).isEqualTo(clock);
        assertThat(clock.tick(NOON.minusSeconds(1))).isEqualTo(clock);
    }

    @Test
    void movesAtOnceByUpToAMinute() {
        assertThat(at(NOON).tick(NOON.plusSeconds(60)).now()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void leapsOnlyWhenThreeTicksAgree() {
        var once = at(NOON).tick(NOON.plusSeconds(3600));
        var twice = once.tick(NOON.plusSeconds(3601));
        var thrice = twice.tick(NOON.plusSeconds(3602));

        assertThat(once.now()).isEqualTo(NOON);
        assertThat(twice.now()).isEqualTo(NOON);
        assertThat(thrice.now()).isEqualTo(NOON.plusSeconds(3602));
    }

    @Test
    void forgetsALeapThatAnHonestTickContradicts() {
        var clock = at(NOON).tick(NOON.plusSeconds(3600))
                .tick(NOON.plusSeconds(1))
                .tick(NOON.plusSeconds(3601))
                .tick(NOON.plusSeconds(3602));

        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void forgetsALeapThatTheNextOneDoesNotFollow() {
        var clock = at(NOON).tick(NOON.plusSeconds(3600))
                .tick(NOON.plusSeconds(90_000))
                .tick(NOON.plusSeconds(3602))
                .tick(NOON.plusSeconds(3603));

        assertThat(clock.now()).isEqualTo(NOON);
    }

    private static JournalClock at(Instant now) {
        return JournalClock.UNSET.tick(now);
    }
}
