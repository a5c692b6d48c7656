package io.tidegate.connectors.notification;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import java.time.Instant;

/** Outcomes as the executor writes them. */
final class Outcomes {
    private Outcomes() {}

    static CommandOutcome applied(String id) {
        return outcome(id, OutcomeStatus.APPLIED, "OK").setRequestId("r-" + id).build();
    }

    static CommandOutcome.Builder outcome(String id, OutcomeStatus status, String reason) {
        return CommandOutcome.newBuilder()
                .setCommandId(id)
                .setDomain("ecs/demo/web")
                .setTarget("ecs/demo/web")
                .setEpoch(Instant.parse("2026-11-01T00:00:00Z"))
                .setSequence(7)
                .setStatus(status)
                .setReason(reason)
                .setAt(Instant.parse("2026-11-22T10:00:00.250Z"))
                .setAttempts(1)
                .setLatencyMillis(123);
    }
}
