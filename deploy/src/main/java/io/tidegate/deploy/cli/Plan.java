package io.tidegate.deploy.cli;

import io.tidegate.connectors.http.Secrets;
import io.tidegate.connectors.source.OneLook;
import io.tidegate.connectors.source.SourcesConfig;
import io.tidegate.deploy.decide.CommandedAction;
import io.tidegate.deploy.decide.SnapshotWriter;
import io.tidegate.deploy.policy.PolicyChange;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.service.AwsAccess;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.view.Facts;
import io.tidegate.deploy.view.PolicyKinds;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.once.LookedAt;
import io.tidegate.streams.once.OneDecision;
import io.tidegate.streams.policy.PolicySerdes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan}. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Reads AWS and the metrics once and prints the calls that policies ask for, with reasons; changes nothing.",
            "Knows no cooldowns and no published samples.",
            "Exit 2 when something would change, 1 when not all could be read."
        },
        footer = {
            "",
            "Example: tidegate plan --policy web.yaml --region eu-central-1",
            "Example: tidegate plan ecs/demo/web --bootstrap kafka:9092",
            "Example: tidegate plan --policy web.yaml --region eu-central-1 --write-snapshot now.json"
        })
final class Plan extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "For example ecs/demo/web; default: all.")
    List<String> targets = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Policies of this file; may be given several times; default: those in force.")
    List<Path> files = List.of();

    @Mixin
    final AwsOptions aws = new AwsOptions();

    @Option(
            names = "--write-snapshot",
            paramLabel = "FILE",
            description = "Writes what was read as a snapshot, which decide takes; secrets stay placeholders.")
    @Nullable
    Path snapshot;

    Plan(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws InterruptedException {
        var wanted = targets.stream().map(Target::parse).map(Target::text).toList();
        var policies = policies();
        Secrets secrets = name -> shell.environment().apply(name);
        try (var places = AwsAccess.places(aws.config(), "plan", secrets)) {
            var look = OneLook.at(policies, SourcesConfig.defaults(), places.all(), secrets, shell.clock());
            var now = shell.clock().instant();
            if (snapshot != null) {
                write(snapshot, SnapshotWriter.text(policies, look, now));
            }
            var read = policies.stream()
                    .map(record -> PolicySerdes.fromAvro(record).policy())
                    .toList();
            var decisions = OneDecision.of(read, look.observations(), new LookedAt(look.samples(), now), now).stream()
                    .filter(decision -> wanted.isEmpty()
                            || wanted.contains(decision.target().text()))
                    .toList();
            requireAll(wanted, decisions);
            return answer(decisions, look.failures());
        }
    }

    private Collection<ScalingPolicy> policies() {
        if (!files.isEmpty()) {
            return PolicyChange.unapplied(PolicyFiles.read(files, shell).valid())
                    .values();
        }
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            return new PolicyStore(installation.kafka(), installation.topics(), registry)
                    .list().values().stream()
                            .filter(policy -> !PolicyKinds.isShadow(policy))
                            .toList();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Failure.error("no-file", "%s must be a file to write to, was not: %s".formatted(file, e));
        }
    }

    private static void requireAll(List<String> wanted, List<OneDecision> decisions) {
        for (var target : wanted) {
            if (decisions.stream().noneMatch(found -> found.target().text().equals(target))) {
                throw Failure.error("no-policy", "%s must be driven by a policy, was not".formatted(target));
            }
        }
    }

    private static Answer answer(List<OneDecision> decisions, List<String> failures) {
        long changes =
                decisions.stream().filter(found -> !found.commands().isEmpty()).count();
        var lines = new ArrayList<String>();
        decisions.forEach(found -> lines.addAll(lines(found)));
        failures.forEach(failure -> lines.add("not read: " + failure));
        lines.add("%d targets, %d would change".formatted(decisions.size(), changes));
        var json = new LinkedHashMap<String, Object>();
        json.put("targets", decisions.stream().map(Plan::json).toList());
        json.put("notRead", failures);
        int exit = failures.isEmpty() ? changes == 0 ? Exit.OK : Exit.DIFFERS : Exit.ERROR;
        return new Answer(exit, lines, json);
    }

    private static List<String> lines(OneDecision found) {
        var lines = new ArrayList<String>();
        String target = found.target().text();
        found.commands()
                .forEach(
                        command -> lines.add("%s: %s".formatted(target, ActionView.line(CommandedAction.of(command)))));
        if (lines.isEmpty()) {
            lines.add("%s: %s".formatted(target, unchanged(found)));
        }
        if (isDryRun(found)) {
            lines.add("  dry run: the policy has its commands told and not carried out");
        }
        if (found.policy().shadow()) {
            lines.add("  shadow: the policy decides beside what drives the target, and commands nothing");
        }
        LookedAt.notes(found).forEach(note -> lines.add("  note: " + note));
        return lines;
    }

    private static boolean isDryRun(OneDecision found) {
        return found.commands().stream().anyMatch(command -> command.execution().dryRun());
    }

    private static String unchanged(OneDecision found) {
        return found.decision()
                .map(decision -> "unchanged: %s, %s"
                        .formatted(
                                decision.verdict().reason(), decision.verdict().explanation()))
                .orElse("unchanged");
    }

    private static Map<String, Object> json(OneDecision found) {
        var json = new LinkedHashMap<String, Object>();
        json.put("target", found.target().text());
        json.put("policy", found.policy().name());
        json.put(
                "actions",
                found.commands().stream()
                        .map(CommandedAction::of)
                        .map(ActionView::json)
                        .toList());
        json.put("dryRun", isDryRun(found));
        json.put("notes", LookedAt.notes(found));
        found.decision()
                .ifPresent(decision ->
                        json.put("decision", Facts.of(OutputSerdes.toAvro(decision, ServiceConfig.tzdataVersion()))));
        return json;
    }
}
