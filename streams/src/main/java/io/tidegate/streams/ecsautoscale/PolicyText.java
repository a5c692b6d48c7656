package io.tidegate.streams.ecsautoscale;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes values as YAML that policy files take. */
final class PolicyText {
    private static final String PLACEHOLDER = "%(";

    private PolicyText() {}

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** A number, or the placeholder that stands for one. */
    static String number(Part part) throws UnusableException {
        return isPlaceholder(part) ? quoted(part.text()) : Numbers.text(part.threshold());
    }

    /** A whole number, or the placeholder that stands for one. */
    static String whole(Part part) throws UnusableException {
        return isPlaceholder(part) ? quoted(part.text()) : String.valueOf(part.whole());
    }

    /** True or false as Python sees the value, or the placeholder that stands for one of them. */
    static String flag(Part part) throws UnusableException {
        return isPlaceholder(part) ? quoted(part.text()) : String.valueOf(part.truthy());
    }

    static String texts(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> quoted(text.getKey()) + ": " + quoted(text.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** JSON of an item. */
    static String json(Item item) {
        return switch (item) {
            case Item.Mapping mapping ->
                mapping.entries().entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ": " + json(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Item.Sequence sequence ->
                sequence.items().stream().map(PolicyText::json).collect(Collectors.joining(", ", "[", "]"));
            case Item.Scalar(Place _, String text) -> quoted(text);
            case Item.Scalar scalar -> String.valueOf(scalar.value());
        };
    }

    private static boolean isPlaceholder(Part part) {
        return part.item() instanceof Item.Scalar(Place _, String text) && text.startsWith(PLACEHOLDER);
    }
}
