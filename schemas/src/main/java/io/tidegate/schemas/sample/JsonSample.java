package io.tidegate.schemas.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** A sample as JSON: the fields of the Avro record by the same names, those with a default may be left out. */
public final class JsonSample {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonSample() {}

    /**
     * The sample that {@code json} spells; whether it is valid is for {@link SampleRules} to say.
     *
     * @throws UnreadableRecordException {@link Reason#BAD_JSON} naming the field and its value, or the place of the mistake
     */
    public static MetricSample parse(byte[] json) {
        try {
            return of(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new UnreadableRecordException(
                    Reason.BAD_JSON,
                    "sample must be one JSON object, was not at line %d, column %d"
                            .formatted(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr()),
                    e);
        } catch (IOException e) {
            throw new UnreadableRecordException(Reason.BAD_JSON, "sample must be one JSON object, was unreadable", e);
        }
    }

    /** As {@link #parse}, for JSON that somebody else has read. */
    public static MetricSample of(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            throw new UnreadableRecordException(
                    Reason.BAD_JSON,
                    "sample must be one JSON object, was "
                            + json.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        var sample = new MetricSample("", Map.of(), null, SampleStatus.OK, null, null, 1L, null, "push", null, null);
        boolean named = false;
        for (var property : object.properties()) {
            named |= property.getKey().equals("name");
            set(sample, new JsonField(property.getKey(), property.getValue()));
        }
        if (!named) {
            throw new UnreadableRecordException(Reason.BAD_JSON, "name must be set, was absent");
        }
        return sample;
    }

    private static void set(MetricSample sample, JsonField field) {
        Object value = switch (field.name()) {
            case "name", "source" -> field.text();
            case "dimensions" -> field.texts();
            case "at" -> field.orNull(JsonField::time);
            case "status" -> field.status();
            case "value" -> field.orNull(JsonField::number);
            case "unit", "sampleId", "error" -> field.orNull(JsonField::text);
            case "sampleCount" -> field.wholeNumber();
            case "periodSeconds" -> field.orNull(JsonField::smallWholeNumber);
            default -> throw field.unknown();
        };
        sample.put(field.name(), value);
    }
}
