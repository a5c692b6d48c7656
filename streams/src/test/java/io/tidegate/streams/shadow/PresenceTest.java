package io.tidegate.streams.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    @Test
    void weighsByTime() {
        var presence = Presence.NONE.from(at(0), 2).from(at(30), 6);

        assertThat(presence.mean(at(0), at(60))).hasValue(4);
        assertThat(presence.mean(at(30), at(60))).hasValue(6);
        assertThat(presence.mean(at(90), at(120))).hasValue(6);
    }

    @Test
    void tellsNothingOfWhatWasBeforeIt() {
        assertThat(Presence.NONE.mean(at(0), at(1))).isEmpty();
        assertThat(Presence.NONE.from(at(10), 2).mean(at(9), at(20))).isEmpty();
    }

    @Test
    void takesNoOlderNewsAndKeepsTheLaterOfOneMoment() {
        var presence = Presence.NONE.from(at(10), 2).from(at(5), 9).from(at(10), 3);

        assertThat(presence.steps()).containsExactly(new Presence.Step(at(10), 3));
    }

    @Test
    void forgetsWhatNoPaneCanBeOfAndKeepsWhatHeldThen() {
        var presence = Presence.NONE;
        for (int minute = 0; minute <= 180; minute++) {
            presence = presence.from(NOON.plus(Duration.ofMinutes(minute)), minute % 2);
        }

        assertThat(presence.steps()).hasSize(61);
        assertThat(presence.mean(NOON.plus(Duration.ofMinutes(120)), NOON.plus(Duration.ofMinutes(122))))
                .hasValue(0.5);
    }
}
