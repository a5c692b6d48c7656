package io.tidegate.connectors.inventory.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.bridge.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptTest {
    private final ManualClock clock = new ManualClock("2026-01-01T00:00:00Z");
    private final Kept<String> kept = new Kept<>(Duration.ofMinutes(1), clock);

    @Test
    void keepsAnAnswerForItsTime() {
        var first = kept.get("a", () -> "first");
        clock.advance(Duration.ofSeconds(59));
        var kept59 = kept.get("a", () -> "second");
        clock.advance(Duration.ofSeconds(1));
        var kept60 = kept.get("a", () -> "third");

        assertThat(first).isEqualTo("first");
        assertThat(kept59).isEqualTo("first");
        assertThat(kept60).isEqualTo("third");
    }

    @Test
    void keepsNoFailure() {
        assertThatThrownBy(() -> kept.get("a", () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");

        assertThat(kept.get("a", () -> "back")).isEqualTo("back");
    }
}
