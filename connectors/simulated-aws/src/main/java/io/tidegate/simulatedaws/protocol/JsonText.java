package io.tidegate.simulatedaws.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** JSON bytes to and from trees of maps, lists and scalars. */
final class JsonText {
    private JsonText() {}

    /** The object in the text; an empty body is an empty object, as AWS reads it. */
    static Map<String, Object> parse(byte[] text) {
        if (text.length == 0) {
            return Map.of();
        }
        JsonNode node;
        try {
            node = JsonNode.parser().parse(text);
        } catch (RuntimeException malformed) {
            throw Malformed.body("JSON", malformed);
        }
        if (!node.isObject()) {
            throw Malformed.body("JSON", "is not an object");
        }
        return object(node);
    }

    private static Map<String, Object> object(JsonNode node) {
        var result = new LinkedHashMap<String, Object>();
        node.asObject().forEach((name, member) -> {
            var value = value(member);
            if (value != null) { // AWS reads an explicit null as an absent member.
                result.put(name, value);
            }
        });
        return result;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return object(node);
        } else if (node.isArray()) {
            return list(node);
        } else if (node.isNumber()) {
            return new BigDecimal(node.asNumber());
        } else if (node.isBoolean()) {
            return node.asBoolean();
        }
        return node.isNull() ? null : node.asString();
    }

    private static List<Object> list(JsonNode node) {
        var result = new ArrayList<Object>();
        for (var member : node.asArray()) {
            var value = value(member);
            if (value == null) {
                throw Malformed.body("JSON", "has null in a list");
            }
            result.add(value);
        }
        return result;
    }

    static byte[] bytes(Map<String, Object> tree) {
        try (var writer = JsonWriter.create()) {
            write(writer, tree);
            return writer.getBytes();
        }
    }

    private static void write(JsonWriter writer, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                writer.writeStartObject();
                map.forEach((name, member) -> {
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
            case Boolean truth -> writer.writeValue(truth.booleanValue());
            case Double number -> writer.writeValue(number.doubleValue());
            case Float number -> writer.writeValue(number.floatValue());
            case Instant time -> writer.writeNumber(epochSeconds(time));
            case Number number -> writer.writeNumber(number.toString());
            case byte[] bytes -> writer.writeValue(Base64.getEncoder().encodeToString(bytes));
            default -> writer.writeValue(value.toString());
        }
    }

    // awsJson: a timestamp is a number of seconds, with milliseconds as its fraction.
    private static String epochSeconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
    }
}
