package io.tidegate.connectors.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.connectors.executor.command.Outcome.AppliedReason;
import io.tidegate.connectors.executor.command.Outcome.SkipReason;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeTallyTest {
    private final OutcomeTally tally = new OutcomeTally();

    @Test
    void countsByStatusAndReason() {
        tally.count(new Outcome.Applied(AppliedReason.OK, Optional.empty()), Duration.ofMillis(80));
        tally.count(new Outcome.Skipped(SkipReason.EXPIRED), Duration.ofMillis(80));
        tally.count(new Outcome.Skipped(SkipReason.EXPIRED), Duration.ofMillis(80));
        tally.count(new Outcome.Failed("TIMEOUT", "no answer", true, Optional.empty()), Duration.ofMillis(80));

        assertThat(tally.count("applied", "OK")).isEqualTo(1);
        assertThat(tally.count("skipped", "EXPIRED")).isEqualTo(2);
        assertThat(tally.count("failed", "TIMEOUT")).isEqualTo(1);
        assertThat(tally.count("refused", "ACCESS_DENIED")).isZero();
    }

    @Test
    void reasonsThatNobodyListedAreOneReason() {
        tally.count(new Outcome.Refused("BRAND_NEW", "no", Optional.empty()), Duration.ZERO);
        tally.count(new Outcome.Refused("NEWER_STILL", "no", Optional.empty()), Duration.ZERO);

        assertThat(tally.count("refused", OutcomeTally.OTHER)).isEqualTo(2);
        assertThat(tally.reasons())
                .allSatisfy((status, reasons) -> assertThat(reasons).contains("OTHER"));
        assertThat(tally.reasons().get("skipped")).doesNotContain("BRAND_NEW");
    }

    @Test
    void classesOfLatencyAreCumulative() {
        var outcome = new Outcome.Applied(AppliedReason.OK, Optional.empty());
        tally.count(outcome, Duration.ofMillis(100));
        tally.count(outcome, Duration.ofMillis(101));
        tally.count(outcome, Duration.ofHours(1));

        assertThat(IntStream.rangeClosed(0, OutcomeTally.LATENCIES.size())
                        .mapToLong(tally::within)
                        .toArray())
                .containsExactly(1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3);
        assertThat(tally.latencySeconds()).isEqualTo(3600.201);
    }
}
