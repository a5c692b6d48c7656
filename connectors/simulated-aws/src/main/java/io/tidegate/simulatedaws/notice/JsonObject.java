package io.tidegate.simulatedaws.notice;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** A JSON object in the making; its members keep their order, and those without a value are left out. */
final class JsonObject {
    private final LinkedHashMap<String, Object> members = new LinkedHashMap<>();

    JsonObject with(String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    JsonObject with(String name, List<String> values) {
        members.put(name, values);
        return this;
    }

    JsonObject with(String name, JsonObject value) {
        members.put(name, value.members);
        return this;
    }

    String text() {
        try (var writer = JsonWriter.create()) {
            write(writer, members);
            return new String(writer.getBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(JsonWriter writer, Object value) {
        switch (value) {
            case Map<?, ?> object -> {
                writer.writeStartObject();
                object.forEach((name, member) -> {
                    writer.writeFieldName((String) name);
                    write(writer, member);
                });
                writer.writeEndObject();
            }
            case List<?> list -> {
                writer.writeStartArray();
                list.forEach(member -> write(writer, member));
                writer.writeEndArray();
            }
            default -> writer.writeValue(value.toString());
        }
    }
}
