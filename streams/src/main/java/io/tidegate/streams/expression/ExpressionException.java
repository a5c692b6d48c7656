package io.tidegate.streams.expression;

/** An expression that cannot be compiled or names what does not exist; says where. */
public final class ExpressionException extends Exception {
    private final int position;

    ExpressionException(String problem, int position) {
        super("%s at character %d".formatted(problem, position + 1));
        this.position = position;
    }

    /** Offset of the first offending character in the expression's text, from 0. */
    public int position() {
        return position;
    }
}
