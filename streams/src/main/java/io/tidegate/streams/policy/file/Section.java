package io.tidegate.streams.policy.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of a document, read key by key; a key that nobody asked for is a problem, and so is one given twice. */
final class Section {
    private final Reading reading;
    private final String path;
    private final MappingNode node;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();
    private final int problemsBefore;

    Section(Reading reading, String path, MappingNode node) {
        this.reading = reading;
        this.path = path;
        this.node = node;
        this.problemsBefore = reading.problems().size();
        if (node.getValue().size() > Value.MAX_ENTRIES) {
            problem(
                    node,
                    "%s must have at most %d keys, was %d"
                            .formatted(
                                    pathOr("document"),
                                    Value.MAX_ENTRIES,
                                    node.getValue().size()));
        } else {
            node.getValue().forEach(this::add);
        }
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            problem(entry.getKeyNode(), "%s must have texts as keys".formatted(pathOr("document")));
        } else if (Placeholders.in(key.getValue())) {
            problem(key, "%s must be a key without placeholders".formatted(child(key.getValue())));
        } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
            problem(key, "%s must be given once, was given twice".formatted(child(key.getValue())));
        }
    }

    Mark mark() {
        return node.getStartMark().orElseThrow();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value of a key that may be left out. */
    Value get(String key) {
        asked.add(key);
        NodeTuple entry = entries.get(key);
        return new Value(reading, child(key), entry == null ? null : entry.getValueNode());
    }

    /** The value of a key that must be there. */
    Value require(String key) {
        if (!has(key)) {
            problem(node, "%s must be given, was absent".formatted(child(key)));
        }
        return get(key);
    }

    /** The one key among alternatives that is there; empty after a problem. */
    Optional<String> oneOf(List<String> keys) {
        asked.addAll(keys);
        List<String> given = keys.stream().filter(this::has).toList();
        if (given.size() != 1) {
            String actual = given.isEmpty() ? "none" : String.join(" and ", given);
            problem(
                    node,
                    "%s must have exactly one of %s, was %s"
                            .formatted(pathOr("document"), String.join(", ", keys), actual));
        }
        return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
    }

    /** Refuses keys that a later version will know; true when there was one. */
    boolean refuseUntilLater(Set<String> keys) {
        int before = reading.problems().size();
        entries.forEach((key, entry) -> {
            if (keys.contains(key)) {
                problem(entry.getKeyNode(), "%s is not supported yet".formatted(child(key)));
            }
        });
        return reading.problems().size() > before;
    }

    /** Everything, under keys that the file chooses, in the file's order. */
    Map<String, Value> all() {
        var values = new LinkedHashMap<String, Value>();
        List.copyOf(entries.keySet()).forEach(key -> values.put(key, get(key)));
        return values;
    }

    /** Texts under keys that the file chooses. */
    Map<String, String> texts(Function<Value, Optional<String>> reader) {
        var texts = new TreeMap<String, String>();
        all().forEach((key, value) -> reader.apply(value).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    /** Builds what the section describes, unless it has problems; a refusal of the builder becomes one. */
    <T> Optional<T> build(Supplier<T> builder) {
        refuseUnknownKeys();
        if (reading.problems().size() > problemsBefore) {
            return Optional.empty();
        }
        try {
            return Optional.of(builder.get());
        } catch (IllegalArgumentException e) {
            refused(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void refuseUnknownKeys() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                problem(entry.getKeyNode(), "%s is not a key here%s".formatted(child(key), Suggestion.of(key, asked)));
            }
        });
    }

    // Records say "key constraint, was actual", so the first word tells which value it was.
    private void refused(String message) {
        int end = message.indexOf(' ');
        NodeTuple entry = entries.get(end < 0 ? message : message.substring(0, end));
        if (entry == null) {
            problem(node, path.isEmpty() ? message : path + ": " + message);
        } else {
            problem(entry.getValueNode(), child(message));
        }
    }

    private void problem(Node at, String message) {
        reading.problem(at.getStartMark().orElseThrow(), message);
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String pathOr(String root) {
        return path.isEmpty() ? root : path;
    }
}
