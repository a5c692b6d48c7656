package io.tidegate.streams.expression;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Functions of the language, called by their lower-case name. */
enum Function {
    MIN(Takes.VALUES_OR_LIST, values -> best(values, -1)),
    MAX(Takes.VALUES_OR_LIST, values -> best(values, 1)),
    SUM(Takes.LIST, Function::sum),
    LEN(Takes.LIST, values -> values.length),
    ABS(Takes.ONE, values -> Math.abs(values[0])),
    INT(Takes.ONE, values -> values[0] < 0 ? unsigned(Math.ceil(values[0])) : Math.floor(values[0])),
    FLOAT(Takes.ONE, values -> values[0]),
    CEIL(Takes.ONE, values -> unsigned(Math.ceil(values[0]))),
    FLOOR(Takes.ONE, values -> Math.floor(values[0])),
    POW(Takes.TWO, values -> Operator.POWER.apply(values[0], values[1])),
    ROUND(Takes.ONE_OR_TWO, Function::round);

    /** Arguments that a function takes. */
    enum Takes {
        ONE("one value", 1, 1),
        TWO("two values", 2, 2),
        ONE_OR_TWO("one or two values", 1, 2),
        LIST("a list", 1, 1),
        VALUES_OR_LIST("a list, or at least two values", 2, Integer.MAX_VALUE);

        private final String described;
        private final int fewest;
        private final int most;

        Takes(String described, int fewest, int most) {
            this.described = described;
            this.fewest = fewest;
            this.most = most;
        }

        String described() {
            return described;
        }

        boolean list() {
            return this == LIST || this == VALUES_OR_LIST;
        }

        boolean values(int count) {
            return this != LIST && count >= fewest && count <= most;
        }
    }

    // More digits than a double can have on either side of the point change nothing.
    private static final int MAX_DIGITS = 400;

    private final Takes takes;

    @SuppressWarnings("ImmutableEnumChecker") // captures nothing
    private final ToDoubleFunction<double[]> operation;

    Function(Takes takes, ToDoubleFunction<double[]> operation) {
        this.takes = takes;
        this.operation = operation;
    }

    static @Nullable Function named(String word) {
        for (Function function : values()) {
            if (function.word().equals(word)) {
                return function;
            }
        }
        return null;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Takes takes() {
        return takes;
    }

    /** Applies the function where all values are there and finite; the evaluation fails where it has no result. */
    double apply(double[] values, Evaluation evaluation, int position) {
        if (evaluation.failed()) {
            return Double.NaN;
        }
        double value = operation.applyAsDouble(values);
        return Double.isFinite(value)
                ? value
                : evaluation.invalid("%s has no finite result".formatted(word()), position);
    }

    private static double best(double[] values, int sign) {
        double best = values.length == 0 ? Double.NaN : values[0];
        for (double value : values) {
            best = sign * value > sign * best ? value : best;
        }
        return best;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double round(double[] values) {
        double digits = values.length == 1 ? 0 : values[1];
        if (digits != Math.rint(digits)) {
            return Double.NaN;
        }
        return Arithmetic.round(values[0], (int) Math.clamp(digits, -MAX_DIGITS, MAX_DIGITS));
    }

    private static double unsigned(double value) {
        return value + 0.0; // -0 becomes 0
    }
}
