package io.tidegate.connectors.provision.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of a file, read key by key; a key that nobody asked for is a problem, and so is one given twice. */
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
        this.problemsBefore = reading.count();
        node.getValue().forEach(this::add);
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            reading.problem(entry.getKeyNode(), "%s must have texts as keys".formatted(path.isEmpty() ? "file" : path));
        } else if (entries.putIfAbsent(key.getValue(), entry) != null) {
            reading.problem(key, "%s must be given once, was given twice".formatted(child(key.getValue())));
        }
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    MappingNode node() {
        return node;
    }

    String path() {
        return path;
    }

    /** The value of a key that may be left out. */
    Value get(String key) {
        asked.add(key);
        var entry = entries.get(key);
        return new Value(reading, child(key), Optional.ofNullable(entry).map(NodeTuple::getValueNode));
    }

    /** The value of a key that must be there. */
    Value require(String key) {
        if (!has(key)) {
            reading.problem(node, "%s must be given, was absent".formatted(child(key)));
        }
        return get(key);
    }

    /** Texts under keys that the file chooses. */
    Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        List.copyOf(entries.keySet()).forEach(key -> get(key).text().ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    /** Builds what the section describes, unless it has problems; a refusal of the builder becomes one. */
    <T> Optional<T> build(Supplier<T> builder) {
        refuseUnknownKeys();
        if (reading.count() > problemsBefore) {
            return Optional.empty();
        }
        try {
            return Optional.of(builder.get());
        } catch (IllegalArgumentException e) {
            refused(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The same where a {@link ShapeReader} has read it all. */
    <T> Optional<T> buildOfShape(Supplier<T> builder) {
        asked.addAll(entries.keySet());
        return build(builder);
    }

    private void refuseUnknownKeys() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                reading.problem(
                        entry.getKeyNode(),
                        "%s is not a key here; known are %s".formatted(child(key), String.join(", ", asked)));
            }
        });
    }

    // Records say "key constraint, was actual", so the first word tells which value it was.
    private void refused(String message) {
        int end = message.indexOf(' ');
        var entry = entries.get(end < 0 ? message : message.substring(0, end));
        Node at = entry == null ? node : entry.getValueNode();
        Function<String, String> named = text -> path.isEmpty() ? text : path + ": " + text;
        reading.problem(at, entry == null ? named.apply(message) : child(message));
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
