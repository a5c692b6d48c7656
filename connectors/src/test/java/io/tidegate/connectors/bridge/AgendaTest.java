package io.tidegate.connectors.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.bridge.Agenda.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private final Agenda<String> agenda =
            new Agenda<>(query -> query.startsWith("slow") ? Duration.ofMinutes(1) : Duration.ofSeconds(10));

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T00:" + time + "Z");
    }

    @Test
    void asksOnceInEverySlotOfTheQuerysOwnInterval() {
        var wanted = List.of("fast", "slow");

        var first = agenda.due(at("00:00.100"), wanted);
        var sameSlot = agenda.due(at("00:09.900"), wanted);
        var nextSlot = agenda.due(at("00:10"), wanted);

        assertThat(first).containsExactly(new Due<>("fast", at("00:00")), new Due<>("slow", at("00:00")));
        assertThat(sameSlot).isEmpty();
        assertThat(nextSlot).containsExactly(new Due<>("fast", at("00:10")));
    }

    @Test
    void asksANewQueryAtOnceUnderATimeThatIsNotLate() {
        var due = agenda.due(at("00:40.700"), List.of("slow"));

        assertThat(due).containsExactly(new Due<>("slow", at("00:40")));
    }

    @Test
    void asksOnceAfterManySlotsWereMissed() {
        agenda.due(at("00:00"), List.of("fast"));

        var due = agenda.due(at("05:03"), List.of("fast"));

        assertThat(due).containsExactly(new Due<>("fast", at("05:00")));
    }

    @Test
    void goesOnWhenTheClockWasSetBack() {
        agenda.due(at("30:00"), List.of("fast"));

        var due = agenda.due(at("10:00"), List.of("fast"));

        assertThat(due).containsExactly(new Due<>("fast", at("10:00")));
    }

    @Test
    void forgetsAQueryThatIsNoLongerWanted() {
        agenda.due(at("00:00"), List.of("fast"));
        agenda.due(at("00:01"), List.of());

        var due = agenda.due(at("00:02"), List.of("fast"));

        assertThat(due).containsExactly(new Due<>("fast", at("00:00")));
    }
}
