package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.deadletter.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead-letters list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists the newest dead letters: where each came from and why it was not taken; contents stay hidden.",
        footer = {"", "Example: tidegate dead-letters list --since PT1H"})
final class DeadLettersList extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "How far to look back, for example 30m; default: 14d.")
    Duration since = Duration.ofDays(14);

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; default: ${DEFAULT-VALUE}.")
    int limit = 50;

    DeadLettersList(Shell shell) {
        this.shell = shell;
    }

    /** One dead letter: its own place, and what its headers tell. */
    record Listed(int partition, long offset, Instant arrived, Optional<DeadLetter> origin) {
        static Listed of(ConsumerRecord<byte[], byte[]> found) {
            return new Listed(
                    found.partition(),
                    found.offset(),
                    Instant.ofEpochMilli(found.timestamp()),
                    DeadLetter.read(found.headers()));
        }

        String line() {
            var words = origin.map(letter -> "%-20s %s-%d@%d: %s"
                            .formatted(
                                    letter.reason(),
                                    letter.topic(),
                                    letter.partition(),
                                    letter.offset(),
                                    letter.message()))
                    .orElse("without headers that tell where it came from");
            return "%d:%-8d %s %s".formatted(partition, offset, arrived, words);
        }

        Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("partition", partition);
            json.put("offset", offset);
            json.put("arrived", arrived.toString());
            origin.ifPresent(letter -> {
                json.put("topic", letter.topic());
                json.put("topicPartition", letter.partition());
                json.put("topicOffset", letter.offset());
                json.put("reason", letter.reason());
                json.put("message", letter.message());
            });
            return json;
        }
    }

    @Override
    Answer answer() {
        if (limit < 1) {
            throw Failure.usage("--limit must be at least 1, was " + limit);
        }
        var installation = kafka.installation(this, shell);
        var newest = new ArrayDeque<Listed>();
        new TopicReader(installation.kafka())
                .read(
                        installation.topics().deadLetters().name(),
                        Range.since(shell.clock().instant().minus(since)),
                        found -> {
                            if (newest.size() == limit) {
                                newest.removeFirst();
                            }
                            newest.addLast(Listed.of(found));
                        });
        return Answer.ok(
                newest.isEmpty()
                        ? List.of("no dead letters")
                        : newest.stream().map(Listed::line).toList(),
                Map.of("deadLetters", newest.stream().map(Listed::json).toList()));
    }
}
