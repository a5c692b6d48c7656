package io.tidegate.deploy.cli;

import io.tidegate.deploy.view.Facts;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.journal.OverrideSerdes;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pause}. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = {
            "Holds targets where they are for a time, whatever rules, schedule or bounds ask for. A later pause or override"
                    + " of a target replaces it; resume ends it; at its end a decision OVERRIDE_EXPIRED says so."
        },
        footer = {"", "Example: tidegate pause ecs/demo/web --in --for 2h --reason \"release 4.2\""})
final class Pause extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    final OverrideOptions why = new OverrideOptions();

    @Mixin
    final OverrideSpan span = new OverrideSpan();

    @Parameters(paramLabel = "TARGET", arity = "1..*", description = "For example ecs/demo/web.")
    List<String> targets = List.of();

    @Option(names = "--in", description = "Only scale-in; default: both directions.")
    boolean in;

    @Option(names = "--out", description = "Only scale-out; default: both directions.")
    boolean out;

    Pause(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var change = why.change(shell);
        boolean both = in == out;
        var override = new ManualOverride(
                both || in, both || out, OptionalInt.empty(), false, change.by(), change.reason(), span.end(change));
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var desk = new OverrideDesk(installation, registry);
            var known = desk.targets(targets);
            desk.store().set(known, override, change);
            var names = known.stream().map(Target::text).toList();
            return Answer.ok(
                    names.stream().map(name -> name + ": " + override).toList(),
                    Map.of(
                            "overridden",
                            names.stream()
                                    .map(name -> Facts.of(OverrideSerdes.toAvro(name, override)))
                                    .toList()));
        }
    }
}
