package io.tidegate.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.local.LocalReport.Findings;
import io.tidegate.deploy.view.CommandCounts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LocalReportTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void isSoundOnlyWhenNothingWasLostOrFailedForGood(
            String name, CommandCounts commands, long deadLetters, boolean sound) {
        var none = new Latencies();

        var findings = new Findings(100, 10, commands, List.of(), none, none, none, deadLetters);

        assertThat(findings.isSound()).isEqualTo(sound);
        assertThat(findings.json()).containsEntry("deadLetters", deadLetters);
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of("all applied", new CommandCounts(5, 5, 0, 0, 0), 0, true),
                Arguments.of("some skipped", new CommandCounts(5, 3, 2, 0, 0), 0, true),
                Arguments.of("one refused", new CommandCounts(5, 4, 0, 1, 0), 0, false),
                Arguments.of("one failed", new CommandCounts(5, 4, 0, 0, 1), 0, false),
                Arguments.of("one pending", new CommandCounts(5, 4, 0, 0, 0), 0, false),
                Arguments.of("a dead letter", new CommandCounts(5, 5, 0, 0, 0), 1, false));
    }
}
