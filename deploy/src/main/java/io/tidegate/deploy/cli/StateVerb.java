package io.tidegate.deploy.cli;

import io.tidegate.deploy.view.StateText;
import io.tidegate.deploy.whatif.StateReplay;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code state}. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        description = {
            "Tells everything that may influence a target's next decision, now or at a time in the past: what was observed",
            "and measured, what is ordered, cooldowns, override. Runs the journal again from the last snapshot before."
        },
        footer = {
            "",
            "Example: tidegate state ecs/demo/web",
            "Example: tidegate state ecs/demo/web --at 2026-05-04T12:00:00Z --json",
            "Example: tidegate state ecs/demo/web --bundle incident.zip"
        })
final class StateVerb extends Verb {
    private final Shell shell;

    @Mixin
    final HistoryOptions past = new HistoryOptions();

    @Parameters(paramLabel = "TARGET", description = "For example ecs/demo/web.")
    String target = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "By the journal's clock, ISO-8601; default: the journal's end.")
    @Nullable
    Instant at;

    StateVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var wanted = Target.parse(target);
        var found = past.read(
                        this,
                        shell,
                        history -> new StateReplay(history, ProgressLine.of(this)).of(wanted, Optional.ofNullable(at)))
                .orElseThrow(this::noState);
        var state = StateText.json(found.state());
        var lines = new ArrayList<String>();
        lines.add("%s at %s".formatted(wanted.text(), found.clock()));
        lines.addAll(StateText.lines(state));
        var json = new LinkedHashMap<String, Object>();
        json.put("target", wanted.text());
        json.put("clock", found.clock().toString());
        json.put("fromSnapshot", found.fromSnapshot());
        json.put("journalRecords", found.entries());
        json.put("state", state);
        return Answer.ok(lines, json);
    }

    private Failure noState() {
        return Failure.error(
                "no-state",
                "%s must be driven by a policy%s, was not".formatted(target, at == null ? "" : " at " + at));
    }
}
