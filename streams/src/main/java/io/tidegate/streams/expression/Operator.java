package io.tidegate.streams.expression;

import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Operators between two values; a higher rank binds tighter. */
enum Operator {
    OR("or", Rank.OR, (left, right) -> left != 0 ? left : right),
    AND("and", Rank.AND, (left, right) -> left == 0 ? left : right),
    LESS("<", Rank.COMPARISON, (left, right) -> truth(left < right)),
    AT_MOST("<=", Rank.COMPARISON, (left, right) -> truth(left <= right)),
    GREATER(">", Rank.COMPARISON, (left, right) -> truth(left > right)),
    AT_LEAST(">=", Rank.COMPARISON, (left, right) -> truth(left >= right)),
    EQUAL("==", Rank.COMPARISON, (left, right) -> truth(left == right)),
    NOT_EQUAL("!=", Rank.COMPARISON, (left, right) -> truth(left != right)),
    PLUS("+", Rank.SUM, Double::sum),
    MINUS("-", Rank.SUM, (left, right) -> left - right),
    TIMES("*", Rank.PRODUCT, (left, right) -> left * right),
    DIVIDE("/", Rank.PRODUCT, (left, right) -> left / right),
    FLOOR_DIVIDE("//", Rank.PRODUCT, Arithmetic::floorDivide),
    MODULO("%", Rank.PRODUCT, Arithmetic::modulo),
    POWER("**", Rank.POWER, Power::of);

    /** How tight operators bind. */
    static final class Rank {
        static final int LOOSEST = 0;
        static final int OR = 1;
        static final int AND = 2;
        static final int NOT = 3;
        static final int COMPARISON = 4;
        static final int SUM = 5;
        static final int PRODUCT = 6;
        static final int SIGN = 7;
        static final int POWER = 8;

        private Rank() {}
    }

    private final String symbol;
    private final int rank;

    @SuppressWarnings("ImmutableEnumChecker") // captures nothing
    private final DoubleBinaryOperator operation;

    Operator(String symbol, int rank, DoubleBinaryOperator operation) {
        this.symbol = symbol;
        this.rank = rank;
        this.operation = operation;
    }

    static @Nullable Operator at(Token token) {
        for (Operator operator : values()) {
            if (token.is(operator.symbol)) {
                return operator;
            }
        }
        return null;
    }

    int rank() {
        return rank;
    }

    boolean isComparison() {
        return rank == Rank.COMPARISON;
    }

    /** The operation; not finite where it has no result. */
    double apply(double left, double right) {
        return operation.applyAsDouble(left, right);
    }

    /** Applies the operator where both values are there and finite; the evaluation fails where it has no result. */
    double apply(double left, double right, Evaluation evaluation, int position) {
        if (evaluation.failed()) {
            return Double.NaN;
        }
        double value = apply(left, right);
        return Double.isFinite(value) ? value : evaluation.invalid(problem(left, right), position);
    }

    private String problem(double left, double right) {
        boolean byZero = this == POWER ? left == 0 : rank == Rank.PRODUCT && this != TIMES && right == 0;
        if (byZero) {
            return "division by zero";
        }
        return this == POWER && left < 0 && right != Math.rint(right)
                ? "a negative number has no fractional power"
                : "number too large";
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }
}
