package io.tidegate.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTraceTest {
    private static final Duration STEP = Duration.ofSeconds(2);

    private final Path folder;

    LoadTraceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void scalesRowsToTheBusyLevelOfTheTrace() throws IOException {
        var trace = LoadTrace.read(file("timestamp,value\n2014-04-10 00:04:00,50\n2014-04-10 00:09:00,100.0\n"), STEP);

        assertThat(trace.levels()).containsExactly(0.5, 1.0);
    }

    @Test
    void holdsARowForAStepAndBeginsAnewAfterTheLast() throws IOException {
        var trace = LoadTrace.read(file("t1,50\nt2,100\n"), STEP);

        assertThat(trace.at(Duration.ZERO)).isEqualTo(0.5);
        assertThat(trace.at(Duration.ofMillis(1999))).isEqualTo(0.5);
        assertThat(trace.at(Duration.ofSeconds(2))).isEqualTo(1.0);
        assertThat(trace.at(Duration.ofSeconds(4))).isEqualTo(0.5);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"t2", "t2,", "t2,many", "t2,-1", "t2,NaN", "t2,Infinity", "t2,1,2"})
    void namesFileLineConstraintAndActualOfABadLine(String bad) throws IOException {
        var file = file("timestamp,value\nt1,1\n" + bad + "\n");

        assertThatThrownBy(() -> LoadTrace.read(file, STEP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s:3: line must be timestamp,value with a number of at least 0, was \"%s\"", file, bad);
    }

    @Test
    void refusesATraceWithoutRows() throws IOException {
        var file = file("timestamp,value\n");

        assertThatThrownBy(() -> LoadTrace.read(file, STEP))
                .hasMessage(file + ": trace must have at least one row, had none");
    }

    @Test
    void drawsTheSameDayForTheSameSeed() {
        assertThat(LoadTrace.day(7, STEP)).isEqualTo(LoadTrace.day(7, STEP)).isNotEqualTo(LoadTrace.day(8, STEP));
        assertThat(LoadTrace.day(7, STEP).levels())
                .allSatisfy(level -> assertThat(level).isBetween(0.02, 3.0));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), text);
    }
}
