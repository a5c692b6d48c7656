package io.tidegate.deploy.whatif.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.bundle.Manifest.Redaction;
import io.tidegate.deploy.whatif.bundle.Manifest.Stretch;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A manifest, to and from the text in a bundle. */
public final class ManifestJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestJson() {}

    /** As plain data. */
    public static Map<String, Object> of(Manifest manifest) {
        var json = new LinkedHashMap<String, Object>();
        json.put("format", Manifest.FORMAT);
        json.put("application", manifest.application());
        json.put("tzdata", manifest.tzdata());
        manifest.from().ifPresent(from -> json.put("from", from.toString()));
        manifest.to().ifPresent(to -> json.put("to", to.toString()));
        json.put("targets", manifest.targets());
        json.put("domains", manifest.domains());
        var partitions = new LinkedHashMap<String, Object>();
        manifest.partitions().forEach((partition, stretch) -> partitions.put(String.valueOf(partition), of(stretch)));
        json.put("partitions", partitions);
        var counts = new LinkedHashMap<String, Object>();
        manifest.counts().forEach((kind, count) -> counts.put(name(kind), count));
        json.put("counts", counts);
        json.put("schemas", manifest.schemas());
        json.put("redacted", manifest.redaction().isPresent());
        manifest.redaction().ifPresent(redaction -> json.put("incomparable", redaction.incomparable()));
        return json;
    }

    private static Map<String, Object> of(Stretch stretch) {
        var json = new LinkedHashMap<String, Object>();
        json.put("firstOffset", stretch.firstOffset());
        json.put("lastOffset", stretch.lastOffset());
        json.put("firstAt", stretch.firstAt().toString());
        json.put("lastAt", stretch.lastAt().toString());
        return json;
    }

    static byte[] bytes(Manifest manifest) {
        try {
            return JSON.writeValueAsBytes(of(manifest));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest must be plain data", e);
        }
    }

    /**
     * What a text says.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    static Manifest read(byte[] text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (IOException _) {
            throw new IllegalArgumentException("must be JSON, was not");
        }
        int format = (int) number(json, "format");
        if (format > Manifest.FORMAT || format < 1) {
            throw new IllegalArgumentException("format must be %d, was %d%s"
                    .formatted(Manifest.FORMAT, format, format < 1 ? "" : "; a newer version of Tidegate wrote it"));
        }
        boolean redacted = field(json, "redacted").asBoolean();
        return new Manifest(
                text(json, "application"),
                text(json, "tzdata"),
                time(json, "from"),
                time(json, "to"),
                list(json, "targets", JsonNode::asText),
                domains(field(json, "domains")),
                partitions(field(json, "partitions")),
                counts(field(json, "counts")),
                list(json, "schemas", JsonNode::asInt),
                redacted ? Optional.of(new Redaction(list(json, "incomparable", JsonNode::asText))) : Optional.empty());
    }

    /** The kind's name in a bundle. */
    public static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> kind(String name) {
        return List.of(Kind.values()).stream()
                .filter(kind -> name(kind).equals(name))
                .findFirst();
    }

    private static SortedMap<String, Integer> domains(JsonNode json) {
        var domains = new TreeMap<String, Integer>();
        json.properties().forEach(entry -> domains.put(entry.getKey(), (int) number(json, entry.getKey())));
        return domains;
    }

    private static SortedMap<Integer, Stretch> partitions(JsonNode json) {
        var partitions = new TreeMap<Integer, Stretch>();
        for (var entry : json.properties()) {
            var value = entry.getValue();
            partitions.put(
                    partition(entry.getKey()),
                    new Stretch(
                            number(value, "firstOffset"),
                            number(value, "lastOffset"),
                            time(value, "firstAt").orElseThrow(() -> missing("firstAt")),
                            time(value, "lastAt").orElseThrow(() -> missing("lastAt"))));
        }
        return partitions;
    }

    private static int partition(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("partitions must be numbers, was \"%s\"".formatted(text));
        }
    }

    private static SortedMap<Kind, Long> counts(JsonNode json) {
        var counts = new TreeMap<Kind, Long>();
        for (var entry : json.properties()) {
            var kind = kind(entry.getKey())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "counts must be of known kinds, was of \"%s\"".formatted(entry.getKey())));
            counts.put(kind, number(json, entry.getKey()));
        }
        return counts;
    }

    private static <T> List<T> list(JsonNode json, String key, Function<JsonNode, T> each) {
        var list = new ArrayList<T>();
        field(json, key).forEach(item -> list.add(each.apply(item)));
        return list;
    }

    private static String text(JsonNode json, String key) {
        return field(json, key).asText();
    }

    private static long number(JsonNode json, String key) {
        var field = field(json, key);
        if (!field.isIntegralNumber()) {
            throw new IllegalArgumentException("%s must be a whole number, was %s".formatted(key, field));
        }
        return field.asLong();
    }

    private static Optional<Instant> time(JsonNode json, String key) {
        if (!json.has(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(json.path(key).asText()));
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("%s must be a time, was %s".formatted(key, json.path(key)));
        }
    }

    private static JsonNode field(JsonNode json, String key) {
        if (!json.has(key)) {
            throw missing(key);
        }
        return json.path(key);
    }

    private static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException("%s must be there, was missing".formatted(key));
    }
}
