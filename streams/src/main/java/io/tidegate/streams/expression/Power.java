package io.tidegate.streams.expression;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Powers, correctly rounded: the double nearest to the exact power, and so the same bits on every machine. StrictMath's are
 * the same everywhere too, but one in ten is a unit in the last place away.
 */
final class Power {
    // A value within a part in 1e40 of the middle of two doubles is taken for that middle, and the digits below are
    // certain
    // to more than that. By chance, one power in 1e24 comes as close.
    private static final int CERTAIN_DIGITS = 40;
    private static final MathContext WHOLE = new MathContext(60);
    private static final MathContext FRACTIONAL = new MathContext(50);

    private static final int MOST_STEPS = 999_999_999; // BigDecimal takes no higher exponent
    private static final double LARGEST = 710; // e^709.8 is the largest double
    private static final double SMALLEST = -746; // e^-745.2 is half of the smallest
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Power() {}

    /** A power; infinite where it is too large, NaN for a fractional power of a negative number. */
    static double of(double base, double exponent) {
        // The first three, and roots below, are rounded correctly by the hardware, and are what most expressions ask
        // for.
        if (exponent == 1) {
            return base;
        }
        if (exponent == 2) {
            return base * base;
        }
        if (exponent == -1) {
            return 1 / base;
        }
        if (isExact(base, exponent)) {
            return StrictMath.pow(base, exponent);
        }
        if (exponent == 0.5) {
            return Math.sqrt(base);
        }
        double power = positive(Math.abs(base), exponent);
        return base < 0 && exponent % 2 != 0 ? -power : power;
    }

    /** Whether the power is 0, 1, infinite or none, which StrictMath specifies case by case. */
    private static boolean isExact(double base, double exponent) {
        return base == 0
                || exponent == 0
                || Math.abs(base) == 1
                || !Double.isFinite(base)
                || !Double.isFinite(exponent)
                || (base < 0 && exponent != Math.rint(exponent));
    }

    private static double positive(double base, double exponent) {
        double logarithm = exponent * StrictMath.log(base);
        if (logarithm > LARGEST) {
            return Double.POSITIVE_INFINITY;
        }
        if (logarithm < SMALLEST) {
            return 0;
        }
        boolean whole = exponent == Math.rint(exponent) && Math.abs(exponent) <= MOST_STEPS;
        return nearest(whole ? new BigDecimal(base, WHOLE).pow((int) exponent, WHOLE) : fractional(base, exponent));
    }

    private static BigDecimal fractional(double base, double exponent) {
        BigDecimal logarithm = BigDecimalMath.log(new BigDecimal(base), FRACTIONAL);
        return BigDecimalMath.exp(logarithm.multiply(new BigDecimal(exponent), FRACTIONAL), FRACTIONAL);
    }

    /** The nearest double; of a value that certainly is the middle of two, the even one, whatever its last digits say. */
    private static double nearest(BigDecimal value) {
        double nearest = value.doubleValue();
        if (Double.isInfinite(nearest)) {
            return nearest;
        }
        BigDecimal exact = new BigDecimal(nearest);
        double other = value.compareTo(exact) > 0 ? Math.nextUp(nearest) : Math.nextDown(nearest);
        if (Double.isInfinite(other)) {
            return nearest;
        }
        BigDecimal middle = exact.add(new BigDecimal(other)).multiply(HALF);
        BigDecimal distance = value.subtract(middle).abs();
        boolean isMiddle = distance.movePointRight(CERTAIN_DIGITS).compareTo(value) < 0;
        return isMiddle && !isEven(nearest) ? other : nearest;
    }

    private static boolean isEven(double value) {
        return (Double.doubleToRawLongBits(value) & 1) == 0;
    }
}
