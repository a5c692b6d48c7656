package io.tidegate.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.replay.Comparison.Difference;
import io.tidegate.streams.replay.Comparison.Side;
import io.tidegate.streams.replay.Comparison.Watcher;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Comparison comparison = new Comparison((_, _) -> "they differ", Watcher.NOBODY);

    @Test
    void countsWhatIsTheSameToTheByteAndForgetsIt() {
        comparison.recorded("d|1", side(1, 7, 8));
        comparison.replayed("d|1", side(1, 7, 8));
        comparison.replayed("d|2", side(2, 7));

        assertThat(comparison.waiting()).isEqualTo(1);

        comparison.recorded("d|2", side(2, 7));
        var result = comparison.result((_, _) -> true);

        assertThat(comparison.waiting()).isZero();
        assertThat(result.isIdentical()).isTrue();
        assertThat(result.identical()).isEqualTo(2);
    }

    @Test
    void namesTheFirstDifferenceAndItsCause() {
        comparison.recorded("d|2", side(20, 1, 2));
        comparison.replayed("d|2", side(20, 1, 3));
        comparison.recorded("d|1", side(10, 1, 2));
        comparison.replayed("d|1", side(10, 9, 2));

        var result = comparison.result((_, _) -> true);

        assertThat(result.different()).isEqualTo(2);
        assertThat(result.first()).contains(new Difference("d|1", 10, "they differ"));
    }

    @Test
    void tellsWhatOneSideAloneHas() {
        comparison.recorded("d|1", side(1, 7));
        comparison.replayed("d|2", side(2, 7));

        var result = comparison.result((_, _) -> true);

        assertThat(result.different()).isEqualTo(2);
        assertThat(result.first()).contains(new Difference("d|1", 1, "the replay does not make it"));
    }

    @Test
    void leavesOutWhatCameTooLateToHaveAnotherSide() {
        comparison.recorded("d|1", side(1, 7));
        comparison.replayed("d|9", side(9, 7));

        var result = comparison.result((_, order) -> order <= 1);

        assertThat(result.different()).isEqualTo(1);
        assertThat(result.records()).isEqualTo(1);
    }

    @Test
    void neverCallsIdenticalWhatCannotBeCompared() {
        comparison.recorded("d|1", new Side(1, ByteBuffer.wrap(new byte[] {7}), "decided by decider version 9"));
        comparison.replayed("d|1", side(1, 7));
        comparison.recorded("cut|1", side(2, 7));
        comparison.leaveOut("cut", "before the journal begins");

        var result = comparison.result((_, _) -> true);

        assertThat(result.identical()).isZero();
        assertThat(result.different()).isZero();
        assertThat(result.incomparable())
                .isEqualTo(Map.of("decided by decider version 9", 1, "before the journal begins", 1));
    }

    private static Side side(long order, int... bytes) {
        var payload = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            payload[i] = (byte) bytes[i];
        }
        return new Side(order, ByteBuffer.wrap(payload), null);
    }
}
