package io.tidegate.streams.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Result;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalSerdesTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "APPLIED, OK, APPLIED",
        "SKIPPED, ALREADY_THERE, SKIPPED",
        "SKIPPED, SUPERSEDED, SKIPPED",
        "SKIPPED, DRY_RUN, LEFT_OUT",
        "SKIPPED, EXPIRED, NOT_APPLIED",
        "REFUSED, ACCESS_DENIED, NOT_APPLIED",
        "FAILED, TIMEOUT, NOT_APPLIED"
    })
    void tellsWhatBecameOfACommand(OutcomeStatus status, String reason, Result result) {
        var outcome = CommandOutcome.newBuilder()
                .setCommandId("c-1")
                .setDomain("cluster/demo")
                .setTarget("ecs/demo/web")
                .setEpoch(NOON)
                .setSequence(1)
                .setStatus(status)
                .setReason(reason)
                .setAt(NOON)
                .setAttempts(0)
                .setLatencyMillis(0)
                .build();

        assertThat(JournalSerdes.fromAvro(new JournalEntry("cluster/demo", outcome)))
                .isEqualTo(new Input.Settled("ecs/demo/web", "c-1", result, NOON));
    }
}
