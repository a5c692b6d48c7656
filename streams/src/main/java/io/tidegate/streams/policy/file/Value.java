package io.tidegate.streams.policy.file;

import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.policy.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a document and the path that messages call it by. Every reader answers its fallback when the value is absent
 * or wrong; being wrong is a problem of the {@link Reading}.
 */
final class Value {
    static final int MAX_ENTRIES = 100;

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,9}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final Reading reading;
    private final String path;
    private final @Nullable Node node;

    Value(Reading reading, String path, @Nullable Node node) {
        this.reading = reading;
        this.path = path;
        this.node = node;
    }

    boolean isPresent() {
        return node != null;
    }

    String path() {
        return path;
    }

    String text(String fallback) {
        return read("a text", Optional::of).orElse(fallback);
    }

    Optional<String> text() {
        return read("a text", Optional::of);
    }

    int integer(int fallback) {
        return typed("a whole number", text -> matching(INTEGER, text).map(Integer::parseInt))
                .orElse(fallback);
    }

    Optional<Double> number() {
        return typed(
                "a finite number",
                text -> matching(NUMBER, text).map(Double::parseDouble).filter(Double::isFinite));
    }

    double number(double fallback) {
        return number().orElse(fallback);
    }

    boolean flag(boolean fallback) {
        return typed(
                        "true or false",
                        text -> matching(Pattern.compile("true|false"), text).map(Boolean::parseBoolean))
                .orElse(fallback);
    }

    Duration duration(Duration fallback) {
        return read("a duration such as 500ms, 30s, 2m or 1h", Durations::parse).orElse(fallback);
    }

    /** An expression over names that exist. */
    Optional<Expression> expression(Set<String> names) {
        Optional<ScalarNode> scalar = scalar("an expression");
        Optional<String> text = scalar.flatMap(found -> reading.resolved(path, found));
        if (scalar.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Expression expression = Expression.parse(text.get());
            expression.check(names);
            return Optional.of(expression);
        } catch (ExpressionException e) {
            reading.problem(scalar.get(), e.position(), path + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** One of some words; those that {@code notYet} knows are told to come later. */
    <T> T choice(T fallback, Map<String, T> words, Predicate<String> notYet) {
        Optional<String> word = text();
        if (word.isEmpty()) {
            return fallback;
        }
        T chosen = words.get(word.get());
        if (chosen == null) {
            problem(
                    notYet.test(word.get())
                            ? "%s %s is not supported yet".formatted(path, word.get())
                            : "%s is not known, was \"%s\"%s"
                                    .formatted(path, word.get(), Suggestion.of(word.get(), words.keySet())));
        }
        return chosen == null ? fallback : chosen;
    }

    /** The text as written: placeholders are secrets, and so may be the text. */
    Optional<String> secret() {
        return scalar("a text").map(ScalarNode::getValue);
    }

    /** Reads a text by a parser that answers empty for what is not {@code expected}. */
    <T> Optional<T> read(String expected, Function<String, Optional<T>> parser) {
        return scalar(expected).flatMap(scalar -> parsed(scalar, expected, parser));
    }

    private <T> Optional<T> typed(String expected, Function<String, Optional<T>> parser) {
        Optional<ScalarNode> scalar = scalar(expected);
        if (scalar.isPresent()
                && !scalar.get().isPlain()
                && !Placeholders.in(scalar.get().getValue())) {
            wrong(expected, "the quoted text \"%s\"".formatted(scalar.get().getValue()));
            return Optional.empty();
        }
        return scalar.flatMap(found -> parsed(found, expected, parser));
    }

    private <T> Optional<T> parsed(ScalarNode scalar, String expected, Function<String, Optional<T>> parser) {
        Optional<String> text = reading.resolved(path, scalar);
        Optional<T> value = text.flatMap(parser);
        if (text.isPresent() && value.isEmpty()) {
            wrong(expected, "\"" + text.get() + "\"");
        }
        return value;
    }

    Optional<ScalarNode> scalar(String expected) {
        if (node instanceof ScalarNode scalar && !isNull(scalar)) {
            return Optional.of(scalar);
        }
        if (node != null) {
            wrong(expected, described(node));
        }
        return Optional.empty();
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    Optional<Section> section() {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Section(reading, path, mapping));
        }
        if (node != null) {
            wrong("a mapping", described(node));
        }
        return Optional.empty();
    }

    /** The items of a list, or of the comma list that a placeholder stands for. */
    List<Value> list() {
        return switch (node) {
            case null -> List.of();
            case SequenceNode sequence when sequence.getValue().size() <= MAX_ENTRIES -> values(sequence.getValue());
            case SequenceNode sequence -> {
                wrong(
                        "at most %d items".formatted(MAX_ENTRIES),
                        String.valueOf(sequence.getValue().size()));
                yield List.of();
            }
            case ScalarNode scalar
            when Placeholders.in(scalar.getValue()) ->
                values(reading.items(path, scalar).stream()
                        .map(text -> item(scalar, text))
                        .toList());
            default -> {
                wrong("a list", described(node));
                yield List.of();
            }
        };
    }

    private List<Value> values(List<? extends Node> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Value(reading, "%s[%d]".formatted(path, i), items.get(i)))
                .toList();
    }

    private static Node item(ScalarNode list, String text) {
        return new ScalarNode(Tag.STR, true, text, ScalarStyle.PLAIN, list.getStartMark(), list.getEndMark());
    }

    /** A problem of this value: it must be {@code expected}. */
    void wrong(String expected, String actual) {
        problem("%s must be %s, was %s".formatted(path, expected, actual));
    }

    /** A problem of this value. */
    void problem(String message) {
        reading.problem(mark(), message);
    }

    private Mark mark() {
        if (node == null) {
            throw new IllegalStateException(path + " is absent");
        }
        return node.getStartMark().orElseThrow();
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return Optional.of(text).filter(pattern.asMatchPredicate());
    }

    private static String described(Node node) {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar when isNull(scalar) -> "empty";
            default -> "a text";
        };
    }

    private static boolean isNull(ScalarNode scalar) {
        return scalar.isPlain() && NULLS.contains(scalar.getValue());
    }
}
