package io.tidegate.streams.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Operations that Java defines differently from the language: division rounds down, and results are the same everywhere. */
final class Arithmetic {
    private Arithmetic() {}

    /** The remainder with the divisor's sign; NaN for a divisor of 0. */
    static double modulo(double left, double right) {
        double remainder = left % right;
        if (remainder == 0) {
            return Math.copySign(0.0, right);
        }
        return remainder < 0 == right < 0 ? remainder : remainder + right;
    }

    /**
     * The quotient rounded down; NaN for a divisor of 0. Taken from the remainder, for {@code floor(left / right)} is off by
     * one where the quotient itself was rounded up (CPython, float_floor_div).
     */
    static double floorDivide(double left, double right) {
        if (right == 0) {
            return Double.NaN;
        }
        double quotient = (left - modulo(left, right)) / right;
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    /** Rounds half to even at a decimal digit, on the exact value: round(2.675, 2) is 2.67, for 2.675 is a little less. */
    static double round(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    }
}
