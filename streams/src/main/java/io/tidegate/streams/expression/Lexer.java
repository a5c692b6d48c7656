package io.tidegate.streams.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a text into tokens. Comments go; a line break may stand only inside brackets or at either end. */
final class Lexer {
    static final int MAX_LENGTH = 1000;
    static final Set<String> KEYWORDS = Set.of("and", "or", "not");

    private static final String DIGITS = "[0-9](?:_?[0-9])*";
    private static final Pattern TOKEN = Pattern.compile("(?<blank>[ \\t\\r]+|#[^\\n]*)|(?<line>\\n)"
            + "|(?<based>0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+))"
            + "|(?<number>(?:\\.D|D(?:\\.(?:D)?)?)(?:[eE][+-]?D)?)".replace("D", DIGITS)
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?<symbol>\\*\\*|//|<=|>=|==|!=|[-+*/%()\\[\\],<>])");
    // As in Python: 010 would be octal to some readers and ten to others.
    private static final Pattern LEADING_ZERO = Pattern.compile("0+[1-9][0-9]*");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int brackets;
    private int lineBreak = -1;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) throws ExpressionException {
        if (text.length() > MAX_LENGTH) {
            throw new ExpressionException(
                    "expression must have at most %d characters, was %d".formatted(MAX_LENGTH, text.length()),
                    MAX_LENGTH);
        }
        return new Lexer(text).split();
    }

    private List<Token> split() throws ExpressionException {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new ExpressionException(
                        "expected a number, name or operator, was \"%s\"".formatted(shown(at)), at);
            }
            accept(matcher, at);
            at = matcher.end();
        }
        tokens.add(new Token(Token.Kind.END, "", text.length()));
        return List.copyOf(tokens);
    }

    private void accept(Matcher matcher, int at) throws ExpressionException {
        if (matcher.group("line") != null) {
            lineBreak = brackets == 0 && !tokens.isEmpty() && lineBreak < 0 ? at : lineBreak;
        } else if (matcher.group("blank") == null) {
            add(token(matcher, at));
        }
    }

    private void add(Token token) throws ExpressionException {
        if (lineBreak >= 0) {
            throw new ExpressionException("a line break must stand inside brackets", lineBreak);
        }
        if (token.is("(") || token.is("[")) {
            brackets++;
        } else if (token.is(")") || token.is("]")) {
            brackets--;
        }
        tokens.add(token);
    }

    private static Token token(Matcher matcher, int at) throws ExpressionException {
        String word = matcher.group();
        if (matcher.group("based") != null) {
            return new Token(Token.Kind.NUMBER, based(word, at), at);
        }
        if (matcher.group("number") != null) {
            return new Token(Token.Kind.NUMBER, number(word, at), at);
        }
        boolean name = matcher.group("name") != null && !KEYWORDS.contains(word);
        return new Token(name ? Token.Kind.NAME : Token.Kind.SYMBOL, word, at);
    }

    private static String number(String word, int at) throws ExpressionException {
        String digits = word.replace("_", "");
        if (LEADING_ZERO.matcher(digits).matches()) {
            throw new ExpressionException("a number must not start with 0, was \"%s\"".formatted(word), at);
        }
        return finite(digits, word, at);
    }

    /** The decimal digits of a number in hexadecimal, octal or binary digits. */
    private static String based(String word, int at) throws ExpressionException {
        int base = switch (Character.toLowerCase(word.charAt(1))) {
            case 'x' -> 16;
            case 'o' -> 8;
            default -> 2;
        };
        return finite(new BigInteger(word.substring(2).replace("_", ""), base).toString(), word, at);
    }

    private static String finite(String digits, String word, int at) throws ExpressionException {
        if (Double.isInfinite(Double.parseDouble(digits))) {
            throw new ExpressionException("a number must be finite, was \"%s\"".formatted(word), at);
        }
        return digits;
    }

    private String shown(int at) {
        return text.substring(at, text.offsetByCodePoints(at, 1));
    }
}
