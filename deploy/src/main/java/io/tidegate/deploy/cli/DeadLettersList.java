package io.tidegate.deploy.cli;

import io.tidegate.deploy.deadletter.DeadLetterBox;
import io.tidegate.deploy.deadletter.Letter;
import io.tidegate.deploy.kafka.TopicReader.Range;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Override
    Answer answer() {
        if (limit < 1) {
            throw Failure.usage("--limit must be at least 1, was " + limit);
        }
        var newest = new ArrayDeque<Letter>();
        var replayed = new DeadLetterBox(kafka.installation(this, shell))
                .read(Range.since(shell.clock().instant().minus(since)), letter -> {
                    if (newest.size() == limit) {
                        newest.removeFirst();
                    }
                    newest.addLast(letter);
                });
        return Answer.ok(
                newest.isEmpty()
                        ? List.of("no dead letters")
                        : newest.stream()
                                .map(letter -> line(letter, replayed.contains(letter.place())))
                                .toList(),
                Map.of(
                        "deadLetters",
                        newest.stream()
                                .map(letter -> json(letter, replayed.contains(letter.place())))
                                .toList()));
    }

    private static String line(Letter letter, boolean replayed) {
        var words = letter.origin()
                .map(from -> "%-20s %s-%d@%d: %s"
                        .formatted(from.reason(), from.topic(), from.partition(), from.offset(), from.message()))
                .orElse("without headers that tell where it came from");
        return "%d:%-8d %s %s%s%s"
                .formatted(
                        letter.place().partition(),
                        letter.place().offset(),
                        letter.arrived(),
                        words,
                        letter.cameBack() ? " (came back)" : "",
                        replayed ? " (replayed)" : "");
    }

    private static Map<String, Object> json(Letter letter, boolean replayed) {
        var json = new LinkedHashMap<String, Object>();
        json.put("partition", letter.place().partition());
        json.put("offset", letter.place().offset());
        json.put("arrived", letter.arrived().toString());
        letter.origin().ifPresent(from -> {
            json.put("topic", from.topic());
            json.put("topicPartition", from.partition());
            json.put("topicOffset", from.offset());
            json.put("reason", from.reason());
            json.put("message", from.message());
        });
        json.put("cameBack", letter.cameBack());
        json.put("replayed", replayed);
        return json;
    }
}
