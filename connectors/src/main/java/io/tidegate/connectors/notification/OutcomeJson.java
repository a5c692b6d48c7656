package io.tidegate.connectors.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.schemas.CommandOutcome;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Outcomes as JSON, by themselves and as CloudEvents; pure. */
final class OutcomeJson {
    static final String MEDIA_TYPE = "application/cloudevents+json";
    static final String TYPE = "io.tidegate.command.outcome.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private OutcomeJson() {}

    /** The fields of an outcome by the names of its schema, those that are not set left out. */
    static String data(CommandOutcome outcome) {
        return written(fields(outcome));
    }

    /**
     * The structured form of CloudEvents 1.0.
     *
     * @param source who tells it
     * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON format</a>
     */
    static String cloudEvent(String source, CommandOutcome outcome) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", outcome.getCommandId());
        event.put("source", source);
        event.put("type", TYPE);
        event.put("subject", outcome.getTarget());
        event.put("time", outcome.getAt().toString());
        event.put("datacontenttype", "application/json");
        event.put("data", fields(outcome));
        return written(event);
    }

    private static Map<String, Object> fields(SpecificRecord record) {
        var fields = new LinkedHashMap<String, Object>();
        for (var field : record.getSchema().getFields()) {
            var value = record.get(field.pos());
            if (value != null) {
                fields.put(field.name(), plain(value));
            }
        }
        return fields;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case SpecificRecord record -> fields(record);
            case List<?> list -> list.stream().map(OutcomeJson::plain).toList();
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<String, Object>();
                map.forEach((key, member) -> plain.put(key.toString(), plain(member)));
                yield plain;
            }
            case Number number -> number;
            case Boolean truth -> truth;
            case Instant time -> time.toString();
            default -> value.toString();
        };
    }

    private static String written(Map<String, Object> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("maps of text and numbers can be written, these could not", e);
        }
    }
}
