package io.tidegate.streams.expression;

import java.util.regex.Pattern;

/**
 * A number that is written out.
 *
 * @param whole whether it is written without a point and an exponent, which in Python makes it an integer
 */
record Literal(double value, boolean whole) implements Node {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    static Literal of(Token token) {
        return new Literal(
                Double.parseDouble(token.text()), DIGITS.matcher(token.text()).matches());
    }

    Literal negated() {
        return new Literal(-value, whole);
    }

    @Override
    public double evaluate(Evaluation evaluation) {
        return value;
    }
}
