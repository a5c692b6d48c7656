package io.tidegate.deploy.cli;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.ReplayVerification;
import io.tidegate.deploy.whatif.ReplayVerification.Result;
import io.tidegate.streams.replay.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the journal again and compares every decision and command with the one on record, byte by byte.",
            "Reads topics only. Exit 2 when one differs."
        },
        footer = {
            "",
            "Example: tidegate replay --verify",
            "Example: tidegate replay --verify --from 2026-05-04T12:00:00Z"
        })
final class ReplayVerb extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--verify", required = true, description = "Compare with what is on record.")
    boolean verify;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Start every domain at its last snapshot before this time; default: the journal's beginning.")
    @Nullable
    Instant from;

    ReplayVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var result = new ReplayVerification(
                            installation.kafka(), installation.topics(), registry, ServiceConfig.tzdataVersion())
                    .run(Optional.ofNullable(from));
            return new Answer(result.isIdentical() ? Exit.OK : Exit.DIFFERS, lines(result), json(result));
        }
    }

    private static List<String> lines(Result result) {
        var lines = new ArrayList<String>();
        lines.add(line("decisions", result.decisions()));
        lines.add(line("commands", result.commands()));
        lines.add("journal records=%d, domains from a snapshot=%d".formatted(result.journalRecords(), result.seeds()));
        result.decisions()
                .first()
                .or(result.commands()::first)
                .ifPresent(first -> lines.add("first difference: %s at journal offset %d: %s"
                        .formatted(first.id(), first.order(), first.cause())));
        return lines;
    }

    private static String line(String kind, Comparison.Result result) {
        var reasons = new StringBuilder();
        result.incomparable().forEach((reason, count) -> reasons.append("; %d %s".formatted(count, reason)));
        return "%s=%d identical=%d different=%d incomparable=%d%s"
                .formatted(
                        kind,
                        result.records(),
                        result.identical(),
                        result.different(),
                        result.incomparable().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                        reasons);
    }

    private static Map<String, Object> json(Result result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("journalRecords", result.journalRecords());
        json.put("seeds", result.seeds());
        json.put("decisions", json(result.decisions()));
        json.put("commands", json(result.commands()));
        return json;
    }

    private static Map<String, Object> json(Comparison.Result result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("records", result.records());
        json.put("identical", result.identical());
        json.put("different", result.different());
        json.put("incomparable", result.incomparable());
        result.first()
                .ifPresent(first -> json.put(
                        "firstDifference",
                        Map.of("id", first.id(), "journalOffset", first.order(), "cause", first.cause())));
        return json;
    }
}
