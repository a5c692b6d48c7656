package io.tidegate.deploy.cli;

import io.tidegate.schemas.naming.Target;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description =
                "Ends the pauses and overrides of targets at once; their policies decide again from the next tick on.",
        footer = {"", "Example: tidegate resume ecs/demo/web --reason \"release done\""})
final class Resume extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    final OverrideOptions why = new OverrideOptions();

    @Parameters(paramLabel = "TARGET", arity = "1..*", description = "For example ecs/demo/web.")
    List<String> targets = List.of();

    Resume(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var change = why.change(shell);
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var desk = new OverrideDesk(installation, registry);
            var known = desk.targets(targets);
            var lifted = desk.store().lift(known, change);
            return Answer.ok(
                    known.stream().map(target -> line(target, lifted)).toList(),
                    Map.of("resumed", List.copyOf(lifted)));
        }
    }

    private static String line(Target target, SortedSet<String> lifted) {
        return target.text() + (lifted.contains(target.text()) ? ": resumed" : ": was not overridden");
    }
}
