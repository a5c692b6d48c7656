package io.tidegate.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A dotted path into a JSON document: {@code queues[0].messages.ready}; {@code [0].depth} where the document is an array.
 *
 * @param text as written
 */
record JsonPath(String text, List<Step> steps) {
    private static final int MAX_LENGTH = 500;

    JsonPath {
        steps = List.copyOf(steps);
    }

    /** One step down. */
    sealed interface Step {
        /** To the field of an object. */
        record Field(String name) implements Step {}

        /** To the element of an array, from 0. */
        record Index(int index) implements Step {}
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException naming the position of the fault, from 1
     */
    static JsonPath parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("path must have 1 to 500 characters, had " + text.length());
        }
        var steps = new ArrayList<Step>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                at = index(text, at, steps);
            } else {
                at = field(text, steps.isEmpty() ? at : afterDot(text, at), steps);
            }
        }
        return new JsonPath(text, steps);
    }

    /** The node that the path leads to; a missing node where a step leads nowhere. */
    JsonNode find(JsonNode document) {
        var node = document;
        for (var step : steps) {
            node = switch (step) {
                case Step.Field field -> node.isObject() ? node.path(field.name()) : MissingNode.getInstance();
                case Step.Index index -> node.isArray() ? node.path(index.index()) : MissingNode.getInstance();
            };
        }
        return node;
    }

    private static int field(String text, int from, List<Step> steps) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            if (text.charAt(end) == ']') {
                throw fault("unexpected \"]\"", end);
            }
            end++;
        }
        if (end == from) {
            throw fault("a field name is missing", end);
        }
        steps.add(new Step.Field(text.substring(from, end)));
        return end;
    }

    private static int afterDot(String text, int at) {
        if (text.charAt(at) != '.') {
            throw fault("\".\" or \"[\" must follow \"]\"", at);
        }
        return at + 1;
    }

    private static int index(String text, int open, List<Step> steps) {
        int close = text.indexOf(']', open);
        if (close < 0) {
            throw fault("\"[\" is not closed", open);
        }
        var digits = text.substring(open + 1, close);
        // Nine digits fit an int and no document within the size limit has more elements.
        if (!digits.matches("[0-9]{1,9}")) {
            throw fault("an array index must be a number", open + 1);
        }
        steps.add(new Step.Index(Integer.parseInt(digits)));
        return close + 1;
    }

    private static IllegalArgumentException fault(String what, int at) {
        return new IllegalArgumentException("path: " + what + " at position " + (at + 1));
    }
}
