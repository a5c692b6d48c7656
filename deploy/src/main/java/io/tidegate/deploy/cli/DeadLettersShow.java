package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.deadletter.DeadLetterBox;
import io.tidegate.deploy.deadletter.Place;
import io.tidegate.deploy.kafka.TopicReader.Range;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dead-letters show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints one dead letter whole: headers, key and value, as text where they are text, else as hex.",
        footer = {"", "Example: tidegate dead-letters show 3:17"})
final class DeadLettersShow extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "PARTITION:OFFSET", description = "Its place, as the list prints it.")
    String place = "";

    DeadLettersShow(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var wanted = Place.parse(place)
                .orElseThrow(() -> Failure.usage("the place must be PARTITION:OFFSET, was \"%s\"".formatted(place)));
        var hit = new AtomicReference<@Nullable ConsumerRecord<byte[], byte[]>>();
        new DeadLetterBox(kafka.installation(this, shell)).read(Range.ALL, letter -> {
            if (letter.place().equals(wanted)) {
                hit.set(letter.record());
            }
        });
        var found = hit.get();
        if (found == null) {
            throw Failure.error("no-dead-letter", "a dead letter must be at %s, was none".formatted(place));
        }
        return shown(found);
    }

    private static Answer shown(ConsumerRecord<byte[], byte[]> found) {
        var headers = new TreeMap<String, String>();
        found.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        var lines = new ArrayList<String>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        lines.add("key: " + text(found.key()));
        lines.add("value: " + text(found.value()));
        var json = new LinkedHashMap<String, Object>();
        json.put("headers", headers);
        json.put("key", text(found.key()));
        json.put("value", text(found.value()));
        return Answer.ok(List.copyOf(lines), json);
    }

    private static String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "null";
        }
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))
                    ? hex(bytes)
                    : text;
        } catch (CharacterCodingException e) {
            return hex(bytes);
        }
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
