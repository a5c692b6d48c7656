package io.tidegate.deploy.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The state of a target, whole as plain data, and in sections for people. */
public final class StateText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StateText() {}

    /** Every field of the record, by its name. */
    public static Map<String, Object> json(SpecificRecord state) {
        try {
            return MAPPER.readValue(state.toString(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a state must be plain data, was " + state.getSchema().getName(), e);
        }
    }

    /** Lines: first what is one value, then a section for each thing of several; what is empty is left out. */
    public static List<String> lines(Map<String, Object> state) {
        var lines = new ArrayList<String>();
        state.forEach((name, value) -> {
            if (name.equals("policy") && value instanceof Map<?, ?> policy) {
                lines.add("  policy: %s, revision %s".formatted(policy.get("name"), policy.get("revision")));
            } else if (!isEmpty(value) && !isSection(value)) {
                lines.add("  %s: %s".formatted(name, value));
            }
        });
        state.forEach((name, value) -> {
            if (!name.equals("policy") && !isEmpty(value) && isSection(value)) {
                add(lines, "  ", name, value);
            }
        });
        return lines;
    }

    private static void add(List<String> lines, String indent, String name, @Nullable Object value) {
        if (isEmpty(value)) {
            return;
        }
        switch (value) {
            case Map<?, ?> map -> {
                lines.add(indent + name + ":");
                map.forEach((key, inner) -> add(lines, indent + "  ", String.valueOf(key), inner));
            }
            case List<?> list
            when list.stream().anyMatch(StateText::isSection) -> {
                lines.add("%s%s: %d".formatted(indent, name, list.size()));
                for (int i = 0; i < list.size(); i++) {
                    add(lines, indent + "  ", String.valueOf(i + 1), list.get(i));
                }
            }
            case null, default -> lines.add("%s%s: %s".formatted(indent, name, value));
        }
    }

    private static boolean isSection(@Nullable Object value) {
        return value instanceof Map || value instanceof List;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
    }
}
