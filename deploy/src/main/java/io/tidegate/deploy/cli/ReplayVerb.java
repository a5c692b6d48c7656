package io.tidegate.deploy.cli;

import static java.util.stream.Collectors.toCollection;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.ReplayVerification;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.ReplayVerification.Result;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.replay.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
            "Reads topics or a bundle only. Exit 2 when one differs."
        },
        footer = {
            "",
            "Example: tidegate replay --verify",
            "Example: tidegate replay --verify --from 2026-05-04T12:00:00Z --to 2026-05-04T13:00:00Z",
            "Example: tidegate replay --verify --from 2026-05-04T12:00:00Z --target ecs/demo/web",
            "Example: tidegate replay --verify --bundle incident.zip"
        })
final class ReplayVerb extends Verb {
    private final Shell shell;

    @Mixin
    final HistoryOptions past = new HistoryOptions();

    @Option(names = "--verify", required = true, description = "Compare with what is on record.")
    boolean verify;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Start every domain at its last snapshot before this time; default: the beginning of bundle or journal.")
    @Nullable
    Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "Leave out what was decided later by the journal's clock; default: nothing.")
    @Nullable
    Instant to;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "Compare this target only, again for more; its whole domain is replayed. Default: all.")
    List<String> targets = List.of();

    ReplayVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var result = past.read(this, shell, this::verified);
        return new Answer(result.isIdentical() ? Exit.OK : Exit.DIFFERS, lines(result), json(result));
    }

    private Result verified(History history) {
        var request = new Request(
                Optional.ofNullable(from).or(history::start),
                Optional.ofNullable(to),
                targets.stream().map(target -> Target.parse(target).text()).collect(toCollection(TreeSet::new)));
        return new ReplayVerification(history, ServiceConfig.tzdataVersion(), ProgressLine.of(this)).run(request);
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
