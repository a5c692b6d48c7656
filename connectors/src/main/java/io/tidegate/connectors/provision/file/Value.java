package io.tidegate.connectors.provision.file;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a file and the path that messages call it by; readers answer empty when it is absent or wrong. */
record Value(Reading reading, String path, Optional<Node> node) {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    Optional<String> text() {
        return read("a text", Optional::of);
    }

    Optional<Integer> integer() {
        return read("a whole number", text -> matching(INTEGER, text).map(Integer::valueOf));
    }

    Optional<Boolean> flag() {
        return read(
                "true or false",
                text -> matching(Pattern.compile("true|false"), text).map(Boolean::valueOf));
    }

    Optional<Duration> duration() {
        return read("a duration such as 30s, 2m, 1h or 4d", text -> {
            var parts = DURATION.matcher(text);
            return parts.matches()
                    ? Optional.ofNullable(UNITS.get(parts.group(2)))
                            .map(unit -> unit.multipliedBy(Long.parseLong(parts.group(1))))
                    : Optional.empty();
        });
    }

    /** One of some words. */
    <T> Optional<T> choice(Map<String, T> words) {
        return read(
                "one of " + String.join(", ", words.keySet().stream().sorted().toList()),
                text -> Optional.ofNullable(words.get(text)));
    }

    /** Reads a text by a parser that answers empty for what is not {@code expected}. */
    <T> Optional<T> read(String expected, Function<String, Optional<T>> parser) {
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!(node.get() instanceof ScalarNode scalar)) {
            wrong(expected, node.get() instanceof MappingNode ? "a mapping" : "a list");
            return Optional.empty();
        }
        var value = parser.apply(scalar.getValue());
        if (value.isEmpty()) {
            wrong(expected, "\"" + scalar.getValue() + "\"");
        }
        return value;
    }

    Optional<Section> section() {
        if (node.isPresent() && node.get() instanceof MappingNode mapping) {
            return Optional.of(new Section(reading, path, mapping));
        }
        node.ifPresent(other -> wrong("a mapping", other instanceof ScalarNode ? "a text" : "a list"));
        return Optional.empty();
    }

    List<Value> list() {
        if (node.isPresent() && node.get() instanceof SequenceNode sequence) {
            var items = sequence.getValue();
            return IntStream.range(0, items.size())
                    .mapToObj(i -> new Value(reading, "%s[%d]".formatted(path, i), Optional.of(items.get(i))))
                    .toList();
        }
        node.ifPresent(other -> wrong("a list", other instanceof ScalarNode ? "a text" : "a mapping"));
        return List.of();
    }

    List<String> texts() {
        return list().stream().flatMap(item -> item.text().stream()).toList();
    }

    List<Section> sections() {
        return list().stream().flatMap(item -> item.section().stream()).toList();
    }

    void wrong(String expected, String actual) {
        node.ifPresent(at -> reading.problem(at, "%s must be %s, was %s".formatted(path, expected, actual)));
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        return Optional.of(text).filter(pattern.asMatchPredicate());
    }
}
