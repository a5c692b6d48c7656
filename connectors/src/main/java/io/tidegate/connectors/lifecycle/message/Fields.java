package io.tidegate.connectors.lifecycle.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The fields of a JSON object. What is not as it must be is thrown, naming the field and never its value, for anybody may
 * have written it.
 *
 * @param path what stands before the names of its fields in messages
 */
record Fields(String path, JsonNode object) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The fields of a text that is an object. */
    static Fields parse(String path, String text) {
        try {
            return of(path, JSON.readTree(text));
        } catch (JsonProcessingException _) {
            // Jackson's own words quote the text.
            throw new UnreadableRecordException(Reason.BAD_JSON, named(path) + " must be JSON, was not");
        }
    }

    private static Fields of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new UnreadableRecordException(
                    Reason.BAD_JSON, "%s must be a JSON object, was %s".formatted(named(path), kind(node)));
        }
        return new Fields(path, node);
    }

    private static String named(String path) {
        return path.isEmpty() ? "a message" : path;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    boolean has(String name, String value) {
        return optional(name).filter(value::equals).isPresent();
    }

    Fields below(String name) {
        return of(key(name), object.path(name));
    }

    /** A text that is itself an object. */
    Fields parsed(String name) {
        return parse(key(name), text(name));
    }

    /** A text that is not blank. */
    String text(String name) {
        return optional(name).orElseThrow(() -> invalid(name, "a text that is not blank", kind(object.path(name))));
    }

    /** A text that is not blank; empty for anything else. */
    Optional<String> optional(String name) {
        var node = object.path(name);
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }

    /** A time of ISO 8601, cut to milliseconds. */
    Instant time(String name) {
        try {
            return Instant.ofEpochMilli(
                    OffsetDateTime.parse(text(name)).toInstant().toEpochMilli());
        } catch (DateTimeParseException | ArithmeticException _) {
            throw invalid(name, "a time such as 2026-01-31T12:00:00Z", "another text");
        }
    }

    /** Those of the fields that are there and texts. */
    Map<String, String> texts(Collection<String> names) {
        var texts = new TreeMap<String, String>();
        names.forEach(name -> optional(name).ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    /** Stands for the object and a time, where it has no id. */
    String hash(Instant at) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((at.toEpochMilli() + " " + object).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    UnreadableRecordException invalid(String name, String constraint, String actual) {
        return new UnreadableRecordException(
                Reason.INVALID, "%s must be %s, was %s".formatted(key(name), constraint, actual));
    }

    private String key(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "missing";
            case STRING -> "blank";
            case NULL -> "null";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
