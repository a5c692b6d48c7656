package io.tidegate.streams.expression;

/**
 * A word of an expression.
 *
 * @param text as written; of a number its digits without separators
 * @param position offset in the expression, from 0
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        NUMBER,
        NAME,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** For messages: what stands here. */
    String described() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }
}
