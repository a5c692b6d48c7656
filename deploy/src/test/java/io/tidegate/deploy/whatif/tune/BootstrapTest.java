package io.tidegate.deploy.whatif.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void isSureOfWhatIsAlwaysTheSame() {
        assertThat(Bootstrap.of(new double[] {2, 2, 2}, 1)).isEqualTo(new Bootstrap(2, 2, 2));
    }

    @Test
    void isAsWideAsTheMeanOfNormalValuesIs() {
        var random = new Random(5);
        var values = random.doubles(400).map(_ -> random.nextGaussian()).toArray();

        var found = Bootstrap.of(values, 1);

        // 1.645 standard errors of 1 / sqrt(400) to either side.
        assertThat(found.high() - found.low()).isCloseTo(2 * 1.645 / 20, within(0.02));
        assertThat(found.low()).isLessThan(found.mean());
        assertThat(Bootstrap.of(values, 1)).isEqualTo(found);
    }
}
