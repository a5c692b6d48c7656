package io.tidegate.streams.expression;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic over named numbers. Parsed once, immutable and thread-safe; the same text and bindings give the same bits on
 * every machine. It reaches nothing but its bindings, and text length, depth and size are bounded.
 *
 * <p>The language is the arithmetic part of Python's: {@code + - * / // % **}, comparisons (chained too), {@code and},
 * {@code or}, {@code not}, {@code min max sum len} over a list {@code [a, b]}, {@code min max} over several values,
 * {@code abs round int float pow ceil floor}. Integers may be hexadecimal, octal or binary ({@code 0x1F}). Numbers are
 * doubles, for that is what samples are; so an integer above 2^53 is rounded.
 */
public final class Expression {
    private final String text;
    private final Node root;
    private final Map<String, Integer> positions;
    private final Map<String, Integer> lists;
    private final SortedSet<String> names;

    private Expression(String text, Node root, Map<String, Integer> positions, Map<String, Integer> lists) {
        this.text = text;
        this.root = root;
        this.positions = positions;
        this.lists = lists;
        this.names = Collections.unmodifiableSortedSet(new TreeSet<>(positions.keySet()));
    }

    /**
     * Compiles a text.
     *
     * @throws ExpressionException when it is not an expression, or longer, deeper or larger than the bounds
     */
    public static Expression parse(String text) throws ExpressionException {
        var parser = new Parser(Lexer.tokens(text));
        Node root = parser.parse();
        return new Expression(text, root, parser.names(), parser.lists());
    }

    /** Whether a word calls a function, so that an alias of that name would read ambiguously. */
    public static boolean isReserved(String word) {
        return Function.named(word) != null || Lexer.KEYWORDS.contains(word);
    }

    /** Names that the expression uses, functions left out. */
    public SortedSet<String> names() {
        return names;
    }

    /**
     * Refuses names that do not exist, where each that does stands for one number.
     *
     * @throws ExpressionException for the first name in the text that is not among {@code known} or must stand for a list
     */
    public void check(Set<String> known) throws ExpressionException {
        check(known, Set.of());
    }

    /**
     * Refuses names that do not exist.
     *
     * @param mayBeLists those of {@code known} that may stand for a list
     * @throws ExpressionException for the first name in the text that is not among {@code known}, or must stand for a list
     *     and cannot
     */
    public void check(Set<String> known, Set<String> mayBeLists) throws ExpressionException {
        for (var name : positions.entrySet()) {
            if (!known.contains(name.getKey())) {
                throw new ExpressionException(
                        "alias must be one of %s, was \"%s\"".formatted(new TreeSet<>(known), name.getKey()),
                        name.getValue());
            }
        }
        for (var name : lists.entrySet()) {
            if (!mayBeLists.contains(name.getKey())) {
                throw new ExpressionException(noList(name.getKey()), name.getValue());
            }
        }
    }

    static String noList(String name) {
        return "%s must be a list, was one number".formatted(name);
    }

    /** Evaluates; total, for whatever the bindings answer. */
    public Result evaluate(Bindings bindings) {
        var evaluation = new Evaluation(bindings);
        double value = root.evaluate(evaluation);
        Result failure = evaluation.failure();
        return failure != null ? failure : new Result.Number(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression expression && text.equals(expression.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text that it was parsed from. */
    @Override
    public String toString() {
        return text;
    }
}
