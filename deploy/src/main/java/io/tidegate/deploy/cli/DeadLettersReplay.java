package io.tidegate.deploy.cli;

import io.tidegate.deploy.deadletter.Place;
import io.tidegate.deploy.deadletter.Replay;
import io.tidegate.deploy.deadletter.Replay.MissingLetterException;
import io.tidegate.deploy.deadletter.Replay.Result;
import io.tidegate.deploy.deadletter.Selection;
import io.tidegate.streams.policy.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead-letters replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends dead letters back to the topic and partition where they stood, as they were; each once.",
            "A letter is meant when everything given holds for it."
        },
        footer = {
            "",
            "Example: tidegate dead-letters replay --topic metric-samples --reason UNKNOWN_SCHEMA --since 2h --dry-run",
            "Example: tidegate dead-letters replay --offset 3:17 --offset 3:18"
        })
final class DeadLettersReplay extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--offset",
            paramLabel = "PARTITION:OFFSET",
            description = "A letter, by its place as the list prints it; may be given several times.")
    List<String> places = new ArrayList<>();

    @Option(names = "--topic", paramLabel = "NAME", description = "Those of a topic, with or without its prefix.")
    @Nullable
    String topic;

    @Option(names = "--reason", paramLabel = "CODE", description = "Those of a reason, as the list prints it.")
    @Nullable
    String reason;

    @Option(names = "--since", paramLabel = "DURATION", description = "Those that arrived so long ago or later.")
    @Nullable
    Duration since;

    @Option(names = "--until", paramLabel = "DURATION", description = "Those that arrived so long ago or earlier.")
    @Nullable
    Duration until;

    @Option(names = "--all", description = "All of them.")
    boolean all;

    @Option(names = "--again", description = "Also those that were replayed already.")
    boolean again;

    @Option(names = "--dry-run", description = "Only tells what it would do; exit code 2 when it would.")
    boolean dryRun;

    DeadLettersReplay(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var selection = selection();
        var replay = new Replay(kafka.installation(this, shell));
        try {
            return told(dryRun ? replay.plan(selection, again) : replay.run(selection, again));
        } catch (MissingLetterException e) {
            throw Failure.error("no-dead-letter", String.valueOf(e.getMessage()));
        }
    }

    private Selection selection() {
        boolean chosen = !places.isEmpty() || topic != null || reason != null || since != null || until != null;
        if (!all && !chosen) {
            throw Failure.usage(
                    "one of --offset, --topic, --reason, --since, --until or --all must be given, none was");
        }
        if (all && chosen) {
            throw Failure.usage("--all must stand without --offset, --topic, --reason, --since and --until");
        }
        if (since != null && until != null && until.compareTo(since) > 0) {
            throw Failure.usage("--until must be at most --since %s, was %s"
                    .formatted(Durations.text(since), Durations.text(until)));
        }
        return new Selection(
                chosenPlaces(), Optional.ofNullable(topic), Optional.ofNullable(reason), ago(since), ago(until));
    }

    private Set<Place> chosenPlaces() {
        return places.stream()
                .map(text -> Place.parse(text)
                        .orElseThrow(
                                () -> Failure.usage("--offset must be PARTITION:OFFSET, was \"%s\"".formatted(text))))
                .collect(Collectors.toSet());
    }

    private Optional<Instant> ago(@Nullable Duration span) {
        return Optional.ofNullable(span).map(given -> shell.clock().instant().minus(given));
    }

    private Answer told(List<Result> results) {
        var lines = new ArrayList<String>();
        var records = new ArrayList<Map<String, Object>>();
        var passed = new ArrayList<Map<String, Object>>();
        for (var result : results) {
            lines.add(line(result));
            switch (result) {
                case Result.Sent sent -> records.add(json(sent));
                case Result.Passed not -> passed.add(json(not));
            }
        }
        lines.add(
                "%s %d, passed over %d".formatted(dryRun ? "would replay" : "replayed", records.size(), passed.size()));
        var json = new LinkedHashMap<String, Object>();
        json.put("dryRun", dryRun);
        json.put("replayed", records.size());
        json.put("records", records);
        json.put("passedOver", passed);
        return new Answer(dryRun && !records.isEmpty() ? Exit.DIFFERS : Exit.OK, List.copyOf(lines), json);
    }

    private String line(Result result) {
        return switch (result) {
            case Result.Sent(var letter, var offset) -> {
                var from = letter.origin().orElseThrow();
                var to = offset.map(at -> "@" + at).orElse("");
                yield "%s %s-%d%s".formatted(letter.place(), from.topic(), from.partition(), to);
            }
            case Result.Passed(var letter, var why) -> "%s passed over: %s".formatted(letter.place(), why);
        };
    }

    private static Map<String, Object> json(Result.Sent sent) {
        var json = place(sent);
        sent.letter().origin().ifPresent(from -> {
            json.put("topic", from.topic());
            json.put("topicPartition", from.partition());
            json.put("reason", from.reason());
        });
        sent.offset().ifPresent(at -> json.put("replayedOffset", at));
        return json;
    }

    private static Map<String, Object> json(Result.Passed passed) {
        var json = place(passed);
        json.put("why", passed.why());
        return json;
    }

    private static Map<String, Object> place(Result result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("partition", result.letter().place().partition());
        json.put("offset", result.letter().place().offset());
        return json;
    }
}
