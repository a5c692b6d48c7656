package io.tidegate.connectors.executor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetsTest {

    @Test
    void commitsTheLastContiguousEnd() {
        var offsets = new Offsets(10);
        offsets.read(10);
        offsets.read(11);
        offsets.read(12);

        assertThat(offsets.committable()).isEqualTo(10);
        offsets.ended(11);
        assertThat(offsets.committable()).as("10 is open").isEqualTo(10);
        offsets.ended(10);
        assertThat(offsets.committable()).as("12 is open").isEqualTo(12);
        offsets.ended(12);
        assertThat(offsets.committable()).isEqualTo(13);
    }

    @Test
    void stepsOverOffsetsThatHoldNoRecord() {
        var offsets = new Offsets(10);
        offsets.read(10);
        offsets.read(14);

        offsets.ended(10);

        assertThat(offsets.committable()).isEqualTo(14);
    }

    @Test
    void commitsThePositionWhenNothingWasRead() {
        assertThat(new Offsets(42).committable()).isEqualTo(42);
    }
}
