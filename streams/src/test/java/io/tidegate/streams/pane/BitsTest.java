package io.tidegate.streams.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitsTest {
    private static final long[] EDGES = {0, 1, 2, 63, 64, Integer.MAX_VALUE, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    @ParameterizedTest(name = "order {0}")
    @ValueSource(ints = {0, 1, 6, 31, 62})
    void readsWhatWasWritten(int order) {
        var out = new BitWriter();
        for (long edge : EDGES) {
            out.put(edge, 64).small(edge, order).signed(edge / 2, order).signed(-edge / 2, order);
        }

        var in = new BitReader(out.written());

        for (long edge : EDGES) {
            assertThat(in.get(64)).isEqualTo(edge);
            assertThat(in.small(order)).isEqualTo(edge);
            assertThat(in.signed(order)).isEqualTo(edge / 2);
            assertThat(in.signed(order)).isEqualTo(-edge / 2);
        }
    }

    @Test
    void takesFewBitsForSmallNumbers() {
        byte[] bytes =
                new BitWriter().small(0, 0).small(1, 0).small(3, 2).small(1, 0).written();

        assertThat(bytes).containsExactly(0b1_010_111_0, 0b10_000000);
    }

    @Test
    void refusesAnyBytesWithoutHarm() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int times = 0; times < 10_000; times++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            readOrRefuse(bytes);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BitReader(new byte[9]).small(0))
                .withMessageContaining("must");
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(Sketch.fromBytes(bytes)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
