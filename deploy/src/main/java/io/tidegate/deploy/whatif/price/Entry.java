package io.tidegate.deploy.whatif.price;

import io.tidegate.streams.policy.file.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a file and the path that messages call it by; readers answer empty when it is wrong, and tell so. */
record Entry(String file, String path, Node node, List<Problem> problems) {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,12})?");

    Optional<String> text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        wrong("a text", node instanceof ScalarNode ? "empty" : "none");
        return Optional.empty();
    }

    Optional<String> matching(String expected, Pattern pattern) {
        var text = text();
        var matching = text.filter(pattern.asMatchPredicate());
        if (text.isPresent() && matching.isEmpty()) {
            wrong(expected, "\"" + text.get() + "\"");
        }
        return matching;
    }

    /** 0 or more. */
    Optional<Double> amount() {
        return matching("a number such as 0.096", AMOUNT).map(Double::valueOf);
    }

    void oneOf(Set<String> words) {
        text().filter(word -> !words.contains(word))
                .ifPresent(word -> wrong("one of " + String.join(", ", new TreeSet<>(words)), "\"" + word + "\""));
    }

    Table table() {
        return new Table(file, path, node, problems);
    }

    List<Entry> items() {
        if (node instanceof SequenceNode sequence) {
            var items = sequence.getValue();
            return IntStream.range(0, items.size())
                    .mapToObj(i -> new Entry(file, "%s[%d]".formatted(path, i), items.get(i), problems))
                    .toList();
        }
        wrong("a list", "none");
        return List.of();
    }

    void wrong(String expected, String actual) {
        problems.add(problem(file, node, "%s must be %s, was %s".formatted(path, expected, actual)));
    }

    static Problem problem(String file, Node at, String message) {
        var mark = at.getStartMark().orElseThrow();
        return new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message);
    }
}
