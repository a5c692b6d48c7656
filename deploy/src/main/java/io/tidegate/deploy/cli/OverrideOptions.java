package io.tidegate.deploy.cli;

import io.tidegate.deploy.override.Change;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why and by whom something is overridden. */
final class OverrideOptions {
    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, for those who come after you; status and explain show it.")
    String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who; default: the user of this shell.")
    @Nullable
    String by;

    Change change(Shell shell) {
        if (reason.isBlank()) {
            throw Failure.usage("--reason must say why, was blank");
        }
        String name = by == null ? shell.environment().apply("USER").orElse("unknown") : by;
        return new Change(name, reason, shell.clock().instant());
    }
}
