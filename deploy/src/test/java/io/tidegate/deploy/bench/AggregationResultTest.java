package io.tidegate.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.bench.AggregationResult.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregationResultTest {
    @Test
    void takesTheMiddleOfTheRoundsRatios() {
        var result =
                new AggregationResult(1_000, 10, 200, List.of(new Round(9, 10), new Round(1, 10), new Round(8, 10)));

        assertThat(result.ratio()).isEqualTo(0.8);
        assertThat(result.median(Round::tidegate)).isEqualTo(8);
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        var result = new AggregationResult(
                1_000, 10, 200, List.of(new Round(4, 1), new Round(1, 1), new Round(2, 1), new Round(9, 1)));

        assertThat(result.ratio()).isEqualTo(3);
    }
}
