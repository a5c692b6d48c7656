package io.tidegate.streams.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSettingsTest {
    @Test
    void sendsEarlyPanesEvery20MillisecondsAndOthersEverySecondUnlessToldOtherwise() {
        assertThat(RouteSettings.DEFAULT).isEqualTo(new RouteSettings(Duration.ofMillis(20), Duration.ofSeconds(1)));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"PT0S, PT1S", "PT-1S, PT1S", "PT1S, PT0.999S"})
    void refuses(Duration earlyFlush, Duration flush) {
        assertThatThrownBy(() -> new RouteSettings(earlyFlush, flush))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("route.earlyFlush must be positive and at most route.flush, was %s and %s"
                        .formatted(earlyFlush, flush));
    }
}
