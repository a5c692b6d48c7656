package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.view.Elapsed;
import io.tidegate.deploy.view.Facts;
import io.tidegate.deploy.view.LiveView;
import io.tidegate.deploy.view.TargetView;
import io.tidegate.deploy.view.ViewFeed;
import io.tidegate.streams.journal.OverrideSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells what every target has, wants and why, as the topics say it now.",
        footer = {"", "Example: tidegate status"})
final class Status extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--since", paramLabel = "DURATION", description = "How far to look back; default: 1h.")
    Duration since = Duration.ofHours(1);

    Status(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var view = read(kafka.installation(this, shell), shell.clock().instant());
        // Taken when everything was read: nothing in the view is of a later time.
        var now = shell.clock().instant();
        var lines = new ArrayList<String>();
        view.targets().forEach(target -> {
            lines.add(line(target, now));
            override(target, now).ifPresent(lines::add);
            foreignWrite(target, now).ifPresent(lines::add);
            rivals(target).ifPresent(lines::add);
            dryRun(target).ifPresent(lines::add);
        });
        if (lines.isEmpty()) {
            lines.add("no policy is in force; tidegate policy apply FILE changes that");
        }
        var age = view.slowestTick().map(tick -> Duration.between(tick, now));
        var commands = view.commands();
        lines.add(
                "commands of the last %s: %d emitted, %d applied, %d skipped, %d refused, %d failed, %d pending; dead letters: %d; clock: %s"
                        .formatted(
                                Elapsed.text(since),
                                commands.emitted(),
                                commands.applied(),
                                commands.skipped(),
                                commands.refused(),
                                commands.failed(),
                                commands.pending(),
                                view.deadLetterCount(),
                                age.map(old -> Elapsed.text(old) + " old").orElse("no tick")));
        var json = new LinkedHashMap<String, Object>();
        json.put("targets", view.targets().stream().map(Facts::of).toList());
        json.put("commands", Facts.of(commands));
        json.put("deadLetters", view.deadLetterCount());
        age.ifPresent(old -> json.put("tickAgeMillis", Math.max(0, old.toMillis())));
        return Answer.ok(lines, json);
    }

    private LiveView read(Installation installation, Instant now) {
        var view = new LiveView();
        try (var registry = installation.openRegistry()) {
            var feed = new ViewFeed(view, installation.topics(), registry);
            var reader = new TopicReader(installation.kafka());
            for (var topic : feed.topics()) {
                reader.read(topic, feed.isStanding(topic) ? Range.ALL : Range.since(now.minus(since)), feed::take);
            }
        }
        return view;
    }

    private static Optional<String> override(TargetView target, Instant now) {
        return target.override()
                .map(entry -> "  overridden: " + OverrideSerdes.fromAvro(entry))
                .or(() -> target.overrideEnd()
                        .map(end -> "  %s %s ago: %s"
                                .formatted(
                                        end.getReason(),
                                        Elapsed.text(Duration.between(end.getAt(), now)),
                                        end.getExplanation())));
    }

    // The last decision is told by itself.
    private static Optional<String> foreignWrite(TargetView target, Instant now) {
        return target.foreignWrite()
                .filter(written -> !target.decision().equals(Optional.of(written)))
                .map(written -> "  %s %s ago: %s"
                        .formatted(
                                written.getReason(),
                                Elapsed.text(Duration.between(written.getAt(), now)),
                                written.getExplanation()));
    }

    private static Optional<String> rivals(TargetView target) {
        return target.rivals().isEmpty()
                ? Optional.empty()
                : Optional.of("  AWS also scales it: " + String.join(", ", target.rivals()));
    }

    private static Optional<String> dryRun(TargetView target) {
        return target.outcome()
                .filter(outcome -> outcome.getReason().equals("DRY_RUN"))
                .map(outcome -> "  dry run: " + outcome.getMessage());
    }

    private static String line(TargetView target, Instant now) {
        var capacity = target.desired()
                .map(desired -> "%d/%d running".formatted(target.running().orElse(0), desired))
                .orElse("not observed");
        var why = target.decision()
                .map(decision -> "%s %s ago: %s"
                        .formatted(
                                decision.getOutcome(),
                                Elapsed.text(Duration.between(decision.getAt(), now)),
                                decision.getExplanation()))
                .orElse(Optional.of("no decision yet")
                        .filter(_ -> target.policy().isPresent())
                        .orElse("no policy"));
        return "%-28s %-16s %s".formatted(target.target(), capacity, why);
    }
}
