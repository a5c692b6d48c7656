package io.tidegate.streams.expression;

import io.tidegate.streams.expression.Operator.Rank;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles tokens to nodes by operator precedence (Pratt, "Top Down Operator Precedence", 1973). */
final class Parser {
    static final int MAX_DEPTH = 50;
    static final int MAX_NODES = 250;

    private final List<Token> tokens;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Map<String, Integer> lists = new LinkedHashMap<>();
    private int next;
    private int depth;
    private int nodes;

    Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    Node parse() throws ExpressionException {
        Node root = expression(Rank.LOOSEST);
        if (peek().kind() != Token.Kind.END) {
            throw unexpected("an operator or the end");
        }
        return root;
    }

    /** First position of each name, in order of the text. */
    Map<String, Integer> names() {
        return Collections.unmodifiableMap(names);
    }

    /** First position of each name that must stand for a list, in order of the text. */
    Map<String, Integer> lists() {
        return Collections.unmodifiableMap(lists);
    }

    private Node expression(int loosest) throws ExpressionException {
        if (++depth > MAX_DEPTH) {
            throw new ExpressionException(
                    "expression must nest at most %d deep".formatted(MAX_DEPTH), peek().position());
        }
        Node left = operand(loosest);
        Operator operator = Operator.at(peek());
        while (operator != null && operator.rank() >= loosest) {
            left = operator.isComparison() ? comparison(left) : binary(left, operator);
            operator = Operator.at(peek());
        }
        depth--;
        return left;
    }

    private Node binary(Node left, Operator operator) throws ExpressionException {
        int position = take().position();
        // Only ** groups to the right, and takes a sign there: 2 ** -1 ** 2.
        Node right = expression(operator == Operator.POWER ? Rank.SIGN : operator.rank() + 1);
        return switch (operator) {
            case OR, AND -> shortcut(left, operator, right);
            default -> node(run -> operator.apply(left.evaluate(run), right.evaluate(run), run, position));
        };
    }

    private Node shortcut(Node left, Operator operator, Node right) throws ExpressionException {
        return node(run -> {
            double first = left.evaluate(run);
            boolean decided = (first != 0) == (operator == Operator.OR);
            return run.failed() || decided ? first : right.evaluate(run);
        });
    }

    /** One comparison, or a chain of them: a &lt; b &lt; c is a &lt; b and b &lt; c. */
    private Node comparison(Node first) throws ExpressionException {
        var operators = new ArrayList<Operator>();
        var operands = new ArrayList<Node>();
        Operator operator = Operator.at(peek());
        while (operator != null && operator.isComparison()) {
            take();
            operators.add(operator);
            operands.add(expression(Rank.COMPARISON + 1));
            operator = Operator.at(peek());
        }
        return node(run -> {
            double left = first.evaluate(run);
            double holds = 1;
            for (int i = 0; i < operands.size() && holds != 0; i++) {
                double right = operands.get(i).evaluate(run);
                holds = operators.get(i).apply(left, right);
                left = right;
            }
            return holds;
        });
    }

    private Node operand(int loosest) throws ExpressionException {
        Token token = peek();
        return switch (token.kind()) {
            case NUMBER -> number(take());
            case NAME -> nameOrCall(take());
            case SYMBOL -> prefixed(token, loosest);
            case END -> throw unexpected("a value");
        };
    }

    private Node prefixed(Token token, int loosest) throws ExpressionException {
        if (token.is("(")) {
            take();
            Node inner = expression(Rank.LOOSEST);
            expect(")");
            return inner;
        }
        if (token.is("not") && loosest <= Rank.NOT) {
            take();
            Node operand = expression(Rank.NOT);
            return node(run -> operand.evaluate(run) == 0 ? 1 : 0);
        }
        if (token.is("-") || token.is("+")) {
            take();
            Node operand = expression(Rank.SIGN);
            return token.is("+") ? operand : node(negated(operand));
        }
        throw unexpected("a value");
    }

    private static Node negated(Node operand) {
        return operand instanceof Literal literal ? literal.negated() : run -> -operand.evaluate(run);
    }

    private Node number(Token token) throws ExpressionException {
        return node(Literal.of(token));
    }

    private Node nameOrCall(Token name) throws ExpressionException {
        if (peek().is("(")) {
            return call(name);
        }
        names.putIfAbsent(name.text(), name.position());
        return node(run -> run.number(name.text()));
    }

    private Node call(Token name) throws ExpressionException {
        Function function = Function.named(name.text());
        if (function == null) {
            throw new ExpressionException("function must exist, was \"%s\"".formatted(name.text()), name.position());
        }
        take();
        if (function.takes().list()) {
            Node call = callOfList(function, name.position());
            if (call != null) {
                return call;
            }
        }
        List<Node> values = values(")");
        if (!function.takes().values(values.size())) {
            throw wrongArguments(function, name.position());
        }
        checkDigits(function, values, name.position());
        return call(function, values, name.position());
    }

    // As in Python, where 1.0 is no number of digits; of what is computed, only its value is known here.
    private static void checkDigits(Function function, List<Node> values, int position) throws ExpressionException {
        if (function == Function.ROUND && values.getLast() instanceof Literal digits && values.size() == 2) {
            if (!digits.whole()) {
                throw new ExpressionException(
                        "digits of round must be a whole number, was %s".formatted(digits.value()), position);
            }
        }
    }

    /** The call of a list or of a name that may stand for one; null where the arguments are values. */
    private @Nullable Node callOfList(Function function, int position) throws ExpressionException {
        Token argument = peek();
        if (argument.is("[")) {
            take();
            List<Node> values = values("]");
            endArguments();
            if (values.isEmpty() && function.takes() == Function.Takes.VALUES_OR_LIST) {
                throw wrongArguments(function, position);
            }
            return call(function, values, position);
        }
        if (argument.kind() != Token.Kind.NAME || !endsArguments(next + 1)) {
            return null;
        }
        take();
        endArguments();
        names.putIfAbsent(argument.text(), argument.position());
        lists.putIfAbsent(argument.text(), argument.position());
        return node(run -> function.apply(run.list(argument.text(), argument.position()), run, position));
    }

    private boolean endsArguments(int token) {
        return tokens.get(tokens.get(token).is(",") ? token + 1 : token).is(")");
    }

    private void endArguments() throws ExpressionException {
        if (peek().is(",")) {
            take();
        }
        expect(")");
    }

    private Node call(Function function, List<Node> values, int position) throws ExpressionException {
        return node(run -> function.apply(evaluated(values, run), run, position));
    }

    private static double[] evaluated(List<Node> values, Evaluation run) {
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i).evaluate(run);
        }
        return numbers;
    }

    /** Values between commas; one may stand after the last. */
    private List<Node> values(String end) throws ExpressionException {
        var values = new ArrayList<Node>();
        while (!peek().is(end)) {
            values.add(expression(Rank.LOOSEST));
            if (!peek().is(end)) {
                expect(",");
            }
        }
        take();
        return List.copyOf(values);
    }

    private static ExpressionException wrongArguments(Function function, int position) {
        return new ExpressionException(
                "%s must be given %s"
                        .formatted(function.word(), function.takes().described()),
                position);
    }

    private Node node(Node node) throws ExpressionException {
        if (++nodes > MAX_NODES) {
            throw new ExpressionException(
                    "expression must have at most %d parts".formatted(MAX_NODES), peek().position());
        }
        return node;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private void expect(String symbol) throws ExpressionException {
        if (!peek().is(symbol)) {
            throw unexpected("\"" + symbol + "\"");
        }
        take();
    }

    private ExpressionException unexpected(String expected) {
        Token token = peek();
        return new ExpressionException("expected %s, was %s".formatted(expected, token.described()), token.position());
    }
}
