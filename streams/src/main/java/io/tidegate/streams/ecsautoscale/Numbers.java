package io.tidegate.streams.ecsautoscale;

import java.math.BigDecimal;

/** Numbers as people write them. */
final class Numbers {
    private Numbers() {}

    /** Without a fraction where there is none. */
    static String text(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    /** With its sign. */
    static String signed(double value) {
        return value < 0 ? text(value) : "+" + text(value);
    }
}
