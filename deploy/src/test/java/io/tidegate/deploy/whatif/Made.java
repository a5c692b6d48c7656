package io.tidegate.deploy.whatif;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.WireFormat;
import io.tidegate.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything decided under a topic prefix, byte for byte but for the schema id: in order for each target, in none across
 * targets.
 *
 * @param decisions payloads as hex digits, by target
 * @param commands the same
 * @param commandIds in the same order
 */
public record Made(
        SortedMap<String, List<String>> decisions,
        SortedMap<String, List<String>> commands,
        SortedMap<String, List<String>> commandIds) {

    /** What is committed now. */
    public static Made read(KafkaAccess access, Topics topics, SchemaRegistry registry) {
        var made = new Made(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        var reader = new TopicReader(access);
        var decisions = AvroSerde.of(topics.decisions(), Decision.class, registry);
        reader.read(topics.decisions().name(), Range.ALL, found -> {
            var target = decisions.decode(found.value()).getTarget();
            add(made.decisions(), target, payload(found.value()));
        });
        var commands = AvroSerde.of(topics.scaleCommands(), ScaleCommand.class, registry);
        reader.read(topics.scaleCommands().name(), Range.ALL, found -> {
            var command = commands.decode(found.value());
            add(made.commands(), command.getTarget(), payload(found.value()));
            add(made.commandIds(), command.getTarget(), command.getId());
        });
        return made;
    }

    private static void add(SortedMap<String, List<String>> byTarget, String target, String text) {
        byTarget.computeIfAbsent(target, _ -> new ArrayList<>()).add(text);
    }

    private static String payload(byte[] value) {
        return HexFormat.of().formatHex(WireFormat.payload(value));
    }
}
