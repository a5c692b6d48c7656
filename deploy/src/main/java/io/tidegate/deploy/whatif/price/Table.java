package io.tidegate.deploy.whatif.price;

import io.tidegate.streams.policy.file.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of a file, read key by key. */
final class Table {
    private final String file;
    private final String path;
    private final Node node;
    private final List<Problem> problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    Table(String file, String path, Node node, List<Problem> problems) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> add(tuple.getKeyNode(), tuple.getValueNode()));
        } else {
            problem("%s must be a mapping, was not".formatted(path.isEmpty() ? "document" : path));
        }
    }

    private void add(Node keyNode, Node value) {
        String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (key.isEmpty()) {
            problem(keyNode, "%s must have texts as keys".formatted(path.isEmpty() ? "document" : path));
        } else if (entries.putIfAbsent(key, new Entry(file, child(key), value, problems)) != null) {
            problem(keyNode, "%s must be given once, was given twice".formatted(child(key)));
        } else {
            keys.put(key, keyNode);
        }
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Optional<Entry> get(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    Optional<Entry> required(String key) {
        if (!has(key)) {
            problem("%s must be given, was absent".formatted(child(key)));
        }
        return get(key);
    }

    /** Everything, under keys that the file chooses, in its order. */
    Map<String, Entry> all() {
        return entries;
    }

    /** Tells of keys that nobody asked for. */
    void refuseOthers() {
        keys.forEach((key, at) -> {
            if (!asked.contains(key)) {
                problem(at, "%s is not a key here; known are %s".formatted(child(key), String.join(", ", asked)));
            }
        });
    }

    void problem(String message) {
        problem(node, message);
    }

    private void problem(Node at, String message) {
        problems.add(Entry.problem(file, at, message));
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
