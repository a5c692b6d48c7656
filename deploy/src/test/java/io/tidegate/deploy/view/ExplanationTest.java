package io.tidegate.deploy.view;

import static io.tidegate.deploy.view.SomeFacts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.MetricInput;
import io.tidegate.schemas.OutcomeStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void tellsWhatWasMeasured() {
        var lines = Explanation.of(SomeFacts.scaledOut(NOON, 1, 10, "c-1"), Optional.empty());

        assertThat(lines)
                .contains("  measured   cpu = 90.5 over 2026-11-22T11:59:00Z to 2026-11-22T12:00:00Z from 1 series");
    }

    @Test
    void tellsWhyAMetricIsMissingForHowLongAndWhatStandsIn() {
        assertThat(measured(missing(3, null)))
                .startsWith("  measured   cpu = missing (NO_DATA for 3 windows) over 2026-11-22T11:59:00Z");
        assertThat(measured(missing(1, 75.0)))
                .startsWith("  measured   cpu = missing (NO_DATA for 1 windows), 75.0 stands in, over 2026");
    }

    @Test
    void tellsWhatADryRunWouldHaveDone() {
        var outcome = CommandOutcome.newBuilder(SomeFacts.applied("c-1", NOON))
                .setStatus(OutcomeStatus.SKIPPED)
                .setReason("DRY_RUN")
                .setRequestId(null)
                .setMessage("would set desired=10, was 3")
                .build();

        assertThat(Explanation.of(SomeFacts.scaledOut(NOON, 1, 10, "c-1"), Optional.of(outcome)))
                .last()
                .isEqualTo("  command    c-1: SKIPPED (DRY_RUN) after 42 ms and 1 calls: would set desired=10, was 3");
    }

    private static MetricInput missing(int misses, @Nullable Double standIn) {
        return new MetricInput("cpu", null, NOON.minusSeconds(60), NOON, 0, false, "NO_DATA", misses, standIn);
    }

    private static String measured(MetricInput input) {
        var decision = Decision.newBuilder(SomeFacts.scaledOut(NOON, 1, 10, "c-1"))
                .setInputs(List.of(input))
                .build();
        return Explanation.of(decision, Optional.empty()).get(2);
    }
}
