package io.tidegate.deploy.cli;

import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.PolicyRevision;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.file.PolicyDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schedule}. */
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the bounds that policies have now, and every change to come: when, to what, and by which window or action.",
            "Of files, before they are applied, or of the policies in force. Times are in UTC and in the zone of the schedule."
        },
        footer = {
            "",
            "Example: tidegate schedule --next 14d",
            "Example: tidegate schedule --policy web.yaml --at 2026-12-24T00:00:00Z --next 3d"
        })
final class ScheduleVerb extends Verb {
    // A year and a month: what recurs every year is seen twice. Bounds the work for a rate of a minute.
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "A policy file, again for more; needs no Kafka. Default: the policies in force.")
    List<Path> files = List.of();

    @Option(names = "--next", paramLabel = "DURATION", description = "How far to look; default: 14d.")
    Duration next = Duration.ofDays(14);

    @Option(names = "--at", paramLabel = "TIME", description = "From when, ISO-8601; default: now.")
    @Nullable
    Instant at;

    ScheduleVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        if (!next.isPositive() || next.compareTo(LONGEST) > 0) {
            throw Failure.usage("--next must be positive and at most 400d, was " + Durations.text(next));
        }
        var from = at == null ? shell.clock().instant().truncatedTo(ChronoUnit.SECONDS) : at;
        var until = from.plus(next);
        var tables = policies().stream()
                .map(policy -> ScheduleTable.of(policy, from, until))
                .toList();
        var json = new LinkedHashMap<String, Object>();
        json.put("from", from.toString());
        json.put("until", until.toString());
        json.put("policies", tables.stream().map(ScheduleTable::json).toList());
        return Answer.ok(
                tables.isEmpty()
                        ? List.of("no policy is in force")
                        : tables.stream()
                                .flatMap(table -> table.lines().stream())
                                .toList(),
                json);
    }

    private List<CapacityPolicy> policies() {
        if (!files.isEmpty()) {
            return PolicyFiles.read(files, shell).valid().stream()
                    .map(PolicyDocument::policy)
                    .flatMap(ScheduleVerb::capacity)
                    .toList();
        }
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            return new PolicyStore(installation.kafka(), installation.topics(), registry)
                    .list().values().stream()
                            .map(PolicySerdes::fromAvro)
                            .map(PolicyRevision::policy)
                            .flatMap(ScheduleVerb::capacity)
                            .toList();
        }
    }

    // Other kinds have no schedule.
    private static Stream<CapacityPolicy> capacity(Policy policy) {
        return policy instanceof CapacityPolicy capacity ? Stream.of(capacity) : Stream.empty();
    }
}
