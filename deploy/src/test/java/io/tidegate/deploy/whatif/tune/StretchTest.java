package io.tidegate.deploy.whatif.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StretchTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    /** Each row: how long the past is, how many stretches it has, and how many of them are held out. */
    @ParameterizedTest
    @CsvSource({
        "3h, 3, 1",
        "48h, 3, 1",
        "72h, 3, 1",
        "240h, 10, 3",
        "243h, 10, 3",
        "254h, 11, 3",
        "648h, 27, 9",
        "672h, 28, 14",
        "1000h, 42, 21"
    })
    void partsAPast(String length, int stretches, int heldOut) {
        var end = START.plus(Duration.parse("PT" + length));

        List<Stretch> found = Stretch.of(START, end);

        assertThat(found).hasSize(stretches);
        assertThat(found.stream().filter(Stretch::heldOut)).hasSize(heldOut);
        assertThat(found.getFirst().from()).isEqualTo(START);
        assertThat(found.getLast().to()).isEqualTo(end);
        for (int i = 1; i < found.size(); i++) {
            assertThat(found.get(i).from()).isEqualTo(found.get(i - 1).to());
        }
    }

    @Test
    void refusesAPastThatIsTooShort() {
        assertThatThrownBy(() -> Stretch.of(START, START.plusSeconds(3_600)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the past must be at least 3 hours long");
    }
}
