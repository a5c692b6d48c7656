package io.tidegate.deploy.cli;

import io.tidegate.deploy.decide.Definitions;
import io.tidegate.deploy.decide.SnapshotDecision;
import io.tidegate.deploy.decide.SnapshotFile;
import io.tidegate.streams.ecsautoscale.Definition;
import io.tidegate.streams.ecsautoscale.Outcome;
import io.tidegate.streams.ecsautoscale.Snapshot;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.file.PolicyDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code decide}. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = {
            "Decides what snapshots ask for, once and from files alone: no Kafka, no AWS, nothing is changed.",
            "With --json one line for each snapshot. Exit 1 when one cannot be read; the others are decided."
        },
        footer = {
            "",
            "Example: tidegate decide --snapshot snapshots.json --json",
            "Example: tidegate decide --snapshot snapshot.json --policy clusters/production.yml"
        })
final class Decide extends Verb {
    private static final String STANDARD_INPUT = "-";

    private final Shell shell;

    @Option(
            names = "--snapshot",
            paramLabel = "FILE",
            description = "One JSON object, an array, or JSON lines; - is standard input, which is the default.")
    String snapshot = STANDARD_INPUT;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = {
                "A policy file, or a cluster file of ecs-autoscale; what it decides is decided by it and not by the",
                "snapshot's own files. May be repeated."
            })
    List<Path> policies = List.of();

    Decide(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() throws IOException {
        var definitions = definitions();
        boolean piped = snapshot.equals(STANDARD_INPUT);
        String name = piped ? "standard input" : snapshot;
        byte[] bytes = piped ? shell.in().readAllBytes() : PolicyFiles.bytes(Path.of(snapshot), "a file of snapshots");
        var entries = SnapshotFile.read(name, bytes);
        if (entries.isEmpty()) {
            throw Failure.error("no-snapshot", "%s must hold at least one snapshot, was empty".formatted(name));
        }
        var decisions = new ArrayList<SnapshotDecision>();
        for (int i = 0; i < entries.size(); i++) {
            decisions.add(SnapshotDecision.of(i + 1, entries.get(i), definitions));
        }
        return new Answer(
                decisions.stream().allMatch(SnapshotDecision::usable) ? Exit.OK : Exit.ERROR,
                decisions.stream().flatMap(decision -> lines(decision).stream()).toList(),
                objects(decisions));
    }

    private Definitions definitions() {
        var files = new ArrayList<Snapshot.File>();
        var natives = new ArrayList<Path>();
        for (Path policy : policies) {
            String name = policy.toString();
            String text = PolicyFiles.text(policy, "a policy file");
            if (PolicyFiles.isPolicy(text)) {
                natives.add(policy);
            } else {
                files.add(new Snapshot.File(Definition.cluster(name), name, text));
            }
        }
        return new Definitions(files, natives(natives), shell.environment());
    }

    private List<Policy> natives(List<Path> files) {
        return PolicyFiles.read(files, shell).valid().stream()
                .map(PolicyDocument::policy)
                .toList();
    }

    private static List<Map<String, ?>> objects(List<SnapshotDecision> decisions) {
        var objects = new ArrayList<Map<String, ?>>();
        decisions.forEach(decision -> objects.add(json(decision)));
        return objects;
    }

    private static Map<String, Object> json(SnapshotDecision decision) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", decision.id());
        json.put("actions", decision.actions().stream().map(ActionView::json).toList());
        json.put("errors", decision.errors().stream().map(Decide::json).toList());
        return json;
    }

    private static Map<String, Object> json(Outcome.Failure failure) {
        var json = new LinkedHashMap<String, Object>();
        json.put("scope", failure.scope());
        json.put("message", failure.message());
        return json;
    }

    private static List<String> lines(SnapshotDecision decision) {
        var lines = new ArrayList<String>();
        lines.add(decision.id());
        decision.actions().forEach(action -> lines.add("  " + ActionView.line(action)));
        decision.withheld()
                .forEach(action -> lines.add("  not sent, for this is a test run: " + ActionView.line(action)));
        decision.errors().forEach(error -> lines.add("  error in %s: %s".formatted(error.scope(), error.message())));
        if (lines.size() == 1) {
            lines.add("  nothing to change");
        }
        return lines;
    }
}
