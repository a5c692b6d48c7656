package io.tidegate.simulatedaws.bus;

import io.tidegate.simulatedaws.identity.Arns;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** Puts events on the default bus, in EventBridge's envelope: who follows a rule gets them, and nobody keeps them. Not thread-safe. */
public final class AwsEvents {
    private final EventRules rules;
    private final Arns arns;
    private long emitted;

    public AwsEvents(EventRules rules, Arns arns) {
        this.rules = rules;
        this.arns = arns;
    }

    /**
     * Something that happened.
     *
     * @param type what EventBridge calls the detail type
     * @param resources ARNs
     * @param detail as a JSON object
     */
    public record Event(String source, String type, List<String> resources, String detail, Instant time) {}

    /** Puts an event of AWS itself on the bus. */
    public void emit(Event event) {
        emit("00000000-0000-4000-e000-%012x".formatted(++emitted), event);
    }

    void emit(String id, Event event) {
        rules.follow(envelope(id, event));
    }

    // Times are in whole seconds in the envelope (EventBridge user guide, "AWS service event metadata").
    private String envelope(String id, Event event) {
        try (var writer = JsonWriter.create()) {
            writer.writeStartObject();
            member(writer, "version", "0");
            member(writer, "id", id);
            member(writer, "detail-type", event.type());
            member(writer, "source", event.source());
            member(writer, "account", arns.place().account());
            member(writer, "time", event.time().truncatedTo(ChronoUnit.SECONDS).toString());
            member(writer, "region", arns.place().region());
            writer.writeFieldName("resources");
            writer.writeStartArray();
            event.resources().forEach(writer::writeValue);
            writer.writeEndArray();
            writer.writeEndObject();
            var head = new String(writer.getBytes(), StandardCharsets.UTF_8);
            return head.substring(0, head.length() - 1) + ",\"detail\":" + event.detail() + "}";
        }
    }

    private static void member(JsonWriter writer, String name, String value) {
        writer.writeFieldName(name);
        writer.writeValue(value);
    }
}
