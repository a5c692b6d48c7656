package io.tidegate.streams.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {
    private static final int RUNS = 2000;

    // Nearest doubles of what mpmath computes to 200 digits. StrictMath is off by a unit for the first, C libraries for
    // others.
    @ParameterizedTest
    @CsvSource({
        "58.86, 3, 203920.446456",
        "0.48454307891146764, 3, 0.11376199088581743",
        "950, 6, 735091890625000000",
        "1377.93, -87, 7.713250963838924e-274",
        "-3.7, 5, -693.4395700000001",
        "-3.7, -4, 0.005335720890574502",
        "2921, 0.5, 54.04627646748664",
        "0.9999999999999999, -1, 1.0000000000000002",
        "4096, -0.25, 0.125",
        "1e-300, 1.02, 9.999999999999877e-307",
        "1.1, 7440, 9.153297482852431e307",
        "0.3, 617.5, 1.5e-323",
        "1.0000000000000002, 1e17, 4398196873.9457445",
        "1.0000001, 1000000000.5, 2.6881039926196544e43",
        // halfway between two doubles, so the even one
        "3, 34, 16677181699666568",
        "68718952449, 1.5, 18014192351838208",
        "2827.0146303772926, 1.5, 150311.45684752392",
    })
    void isTheDoubleNearestToTheExactPower(double base, double exponent, double expected) {
        assertThat(Power.of(base, exponent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "NaN, 0, 1",
        "1, NaN, NaN",
        "1, 1e300, 1",
        "-1, 1e300, 1",
        "-1, 9007199254740991, -1",
        "0, -3, Infinity",
        "-0.0, -3, -Infinity",
        "-0.0, 3, -0.0",
        "-0.0, 0.5, 0",
        "-8, 0.5, NaN",
        "-8, 1.5, NaN",
        "10, 309, Infinity",
        "-10, 309, -Infinity",
        "10, 1e300, Infinity",
        "10, -324, 0",
        "-10, -325, -0.0",
        "0.5, 1e300, 0",
        "2, 1023.9999999999999, 1.7976931348621742e308",
        "2, -1074, 4.9e-324",
        "2, -1075, 0",
        "Infinity, -1, 0",
        "Infinity, 0.5, Infinity",
        "-Infinity, 3, -Infinity",
        "2, Infinity, Infinity",
    })
    void hasTheSpecialCasesOfTheStandard(double base, double exponent, double expected) {
        assertThat(Power.of(base, exponent)).isEqualTo(Double.valueOf(expected));
    }

    @Test
    void isNearestForWholeExponents() {
        var random = new SplittableRandom(7);
        for (int run = 0; run < RUNS; run++) {
            double base = base(random);
            int exponent = random.nextInt(2, 40);

            double power = Power.of(base, exponent);

            assertThat(power)
                    .as("%s ** %s", base, exponent)
                    .isEqualTo(new BigDecimal(base).pow(exponent).doubleValue());
        }
    }

    @Test
    void isNearestForTheirReciprocals() {
        var random = new SplittableRandom(8);
        for (int run = 0; run < RUNS; run++) {
            double base = base(random);
            int exponent = random.nextInt(1, 40);

            double power = Power.of(base, -exponent);

            BigDecimal divisor = new BigDecimal(base).pow(exponent);
            assertThat(middle(power, Math.nextDown(power)).multiply(divisor))
                    .as("below %s ** -%s", base, exponent)
                    .isLessThanOrEqualTo(BigDecimal.ONE);
            assertThat(middle(power, Math.nextUp(power)).multiply(divisor))
                    .as("above %s ** -%s", base, exponent)
                    .isGreaterThanOrEqualTo(BigDecimal.ONE);
        }
    }

    @Test
    void isNearestForFractionsOfTwo() {
        var random = new SplittableRandom(9);
        for (int run = 0; run < RUNS / 10; run++) {
            double base = base(random);
            int halves = random.nextInt(1, 8);

            double power = Power.of(base, halves / 2.0);

            BigDecimal square = new BigDecimal(base).pow(halves);
            assertThat(middle(power, Math.nextDown(power)).pow(2))
                    .as("below %s ** %s/2", base, halves)
                    .isLessThanOrEqualTo(square);
            assertThat(middle(power, Math.nextUp(power)).pow(2))
                    .as("above %s ** %s/2", base, halves)
                    .isGreaterThanOrEqualTo(square);
        }
    }

    /** As metrics are: up to a few thousand, with few digits or with all. */
    private static double base(SplittableRandom random) {
        double value = random.nextDouble(0.001, 5000);
        return random.nextBoolean() ? value : Math.ceil(value * 100) / 100;
    }

    private static BigDecimal middle(double one, double other) {
        return new BigDecimal(one).add(new BigDecimal(other)).multiply(new BigDecimal("0.5"));
    }
}
