package io.tidegate.simulatedaws.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A form whose dotted names are taken for a tree: {@code Filter.1.Name=x} is x at Filter, 1, Name. */
final class FormNode {
    private final Map<String, FormNode> children = new TreeMap<>();
    private String text = "";

    /**
     * Reads an application/x-www-form-urlencoded body.
     *
     * @throws ApiError when an escape is broken
     */
    static FormNode parse(String form) {
        var root = new FormNode();
        for (var pair : form.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                root.at(decoded(pair.substring(0, equals))).text = decoded(pair.substring(equals + 1));
            }
        }
        return root;
    }

    private FormNode at(String dottedName) {
        var node = this;
        for (var name : dottedName.split("\\.", -1)) {
            node = node.children.computeIfAbsent(name, step -> new FormNode());
        }
        return node;
    }

    private static String decoded(String escaped) {
        try {
            return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw Malformed.body("form", broken);
        }
    }

    Optional<FormNode> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    /** The value of a direct member, or an empty text. */
    String textOf(String name) {
        return child(name).map(FormNode::text).orElse("");
    }

    /** The value that stands at this very name, or an empty text. */
    String text() {
        return text;
    }

    /** The numbered members in the order of their numbers; others are skipped. */
    List<FormNode> numbered() {
        return children.entrySet().stream()
                .filter(child -> child.getKey().matches("\\d{1,9}"))
                .sorted(Comparator.comparing(child -> Integer.parseInt(child.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }
}
