package io.tidegate.deploy.whatif.measure;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YardstickTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    static Stream<Arguments> wrong() {
        return Stream.of(
                row("loadPerUnit must be above 0, was 0.0", () -> new Yardstick(0, 1, 1, 1, SOON, 0, 1)),
                row(
                        "fullLoadPerUnit must be at least loadPerUnit, 60.0, was 50.0",
                        () -> new Yardstick(60, 50, 1, 1, SOON, 0, 1)),
                row("pricePerHour must be 0 or more, was -1.0", () -> new Yardstick(60, 100, -1, 1, SOON, 0, 1)),
                row(
                        "penaltyPerHour must be 0 or more, was NaN",
                        () -> new Yardstick(60, 100, 1, Double.NaN, SOON, 0, 1)),
                row(
                        "startup must be from PT0S to PT168H, was PT-1S",
                        () -> new Yardstick(60, 100, 1, 1, Duration.ofSeconds(-1), 0, 1)),
                row(
                        "startup must be from PT0S to PT168H, was PT192H",
                        () -> new Yardstick(60, 100, 1, 1, Duration.ofDays(8), 0, 1)),
                row("min must be 0 or more, was -1", () -> new Yardstick(60, 100, 1, 1, SOON, -1, 1)),
                row("max must be from min, 2, to 1000000, was 1", () -> new Yardstick(60, 100, 1, 1, SOON, 2, 1)));
    }

    private static Arguments row(String message, Supplier<Yardstick> yardstick) {
        return Arguments.of(message, yardstick);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refusesWhatCannotBe(String message, Supplier<Yardstick> yardstick) {
        assertThatIllegalArgumentException().isThrownBy(yardstick::get).withMessage(message);
    }
}
