package io.tidegate.connectors.executor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetsTest {

    @Test
    void commitsTheLastContiguousEnd() {
        var offsets = new Offsets(10);
        offsets.read(10, "c10");
        offsets.read(11, "c11");
        offsets.read(12, "c12");

        assertThat(offsets.committable()).isEqualTo(10);
        offsets.ended("c11");
        assertThat(offsets.committable()).as("10 is open").isEqualTo(10);
        offsets.ended("c10");
        assertThat(offsets.committable()).as("12 is open").isEqualTo(12);
        offsets.ended("c12");
        assertThat(offsets.committable()).isEqualTo(13);
    }

    @Test
    void stepsOverOffsetsThatHoldNoRecord() {
        var offsets = new Offsets(10);
        offsets.read(10, "c10");
        offsets.read(14, "c14");

        offsets.ended("c10");

        assertThat(offsets.committable()).isEqualTo(14);
    }

    @Test
    void commitsThePositionWhenNothingWasRead() {
        assertThat(new Offsets(42).committable()).isEqualTo(42);
    }

    @Test
    void holdsEveryOffsetOfACommandThatWasReadTwice() {
        var offsets = new Offsets(10);
        offsets.read(10, "c");
        offsets.read(11, "d");
        offsets.read(12, "c");

        offsets.ended("d");
        assertThat(offsets.committable()).isEqualTo(10);
        offsets.ended("c");
        assertThat(offsets.committable()).isEqualTo(13);
    }

    @Test
    void stepsOverWhatHasNothingToWaitFor() {
        var offsets = new Offsets(10);
        offsets.read(10, "c");
        offsets.skip(11);

        assertThat(offsets.committable()).isEqualTo(10);
        offsets.ended("c");
        assertThat(offsets.committable()).isEqualTo(12);
    }
}
