package io.tidegate.deploy.cli;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.view.Explanation;
import io.tidegate.deploy.view.Facts;
import io.tidegate.deploy.view.Situation;
import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.PastSituation;
import io.tidegate.deploy.whatif.StateReplay;
import io.tidegate.deploy.whatif.TopicHistory;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decide.Recomputation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Explains a target's last decision: what was measured, what each rule asked for, what limited it; decides it"
                    + " again from its own record; and tells why nothing is done where nothing is."
        },
        footer = {
            "",
            "Example: tidegate explain ecs/demo/web",
            "Example: tidegate explain instance/i-0123456789abcdef0",
            "Example: tidegate explain ecs/demo/web --at 2026-05-04T12:00:00Z --bundle incident.zip"
        })
final class Explain extends Verb {
    private final Shell shell;

    @Mixin
    final HistoryOptions past = new HistoryOptions();

    @Parameters(paramLabel = "TARGET", description = "For example ecs/demo/web.")
    String target = "";

    @Option(names = "--at", paramLabel = "TIME", description = "As it was then, ISO-8601; default: now.")
    @Nullable
    Instant at;

    Explain(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var wanted = Target.parse(target);
        if (past.isBundle()) {
            return past.read(this, shell, history -> explained(wanted, history, _ -> Optional.empty()));
        }
        var installation = past.kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var topics = new TargetTopics(installation, registry, wanted);
            return explained(
                    wanted,
                    new TopicHistory(installation.kafka(), installation.topics(), registry),
                    decision ->
                            Optional.of(topics.situation(decision, shell.clock().instant())));
        }
    }

    // What stands in the way now is not in a bundle; what did at a time is.
    private Answer explained(
            Target wanted, History history, Function<Optional<Decision>, Optional<Situation>> present) {
        var records = new TargetRecords(history, wanted);
        var decision = records.lastDecision(at == null ? Instant.MAX : at);
        // An instance is decided while hooks hold it, and then no more.
        var situation = TargetRecords.isOfAPolicy(wanted)
                ? Optional.<Situation>empty()
                : at == null ? present.apply(decision) : Optional.of(then(history, wanted, at, decision));
        var why = situation.map(Situation::hindrances).orElse(List.of());
        if (decision.isEmpty() && (at != null || why.isEmpty() || isUnknown(why))) {
            throw noDecision(why);
        }
        var lines = new ArrayList<String>();
        var json = new LinkedHashMap<String, Object>();
        json.put("target", wanted.text());
        decision.ifPresentOrElse(
                made -> explain(made, records::outcome, lines, json),
                () -> lines.add("%s has no decision".formatted(wanted.text())));
        why.forEach(one -> lines.add("  why not    %s: %s".formatted(one.code(), one.message())));
        json.put("whyNot", why.stream().map(Explain::json).toList());
        return Answer.ok(lines, json);
    }

    private Situation then(History history, Target wanted, Instant time, Optional<Decision> decision) {
        return new PastSituation(new StateReplay(history, ProgressLine.of(this))).of(wanted, time, decision);
    }

    private static void explain(
            Decision decision,
            Function<String, Optional<CommandOutcome>> outcomes,
            List<String> lines,
            Map<String, Object> json) {
        var outcome = Optional.ofNullable(decision.getCommandId()).flatMap(outcomes);
        var again = Recomputation.of(decision, ServiceConfig.tzdataVersion());
        lines.addAll(Explanation.of(decision, outcome));
        lines.add(Explanation.of(again));
        json.put("decision", Facts.of(decision));
        outcome.ifPresent(settled -> json.put("outcome", Facts.of(settled)));
        json.put("recomputed", Facts.of(again));
    }

    private static boolean isUnknown(List<Situation.Hindrance> why) {
        return why.stream().anyMatch(one -> one.code().equals("NO_POLICY"));
    }

    private Failure noDecision(List<Situation.Hindrance> why) {
        String when = at == null ? "" : " at " + at;
        String reasons = why.stream().map(one -> "; " + one.message()).collect(Collectors.joining());
        return Failure.error("no-decision", "%s must have a decision, was none%s%s".formatted(target, when, reasons));
    }

    private static Map<String, String> json(Situation.Hindrance one) {
        var json = new LinkedHashMap<String, String>();
        json.put("code", one.code());
        json.put("message", one.message());
        return json;
    }
}
