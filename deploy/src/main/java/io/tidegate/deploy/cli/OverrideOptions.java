package io.tidegate.deploy.cli;

import io.tidegate.deploy.override.Change;
import io.tidegate.streams.policy.Durations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why and by whom something is overridden. */
final class OverrideOptions {
    /** What should hold for longer than that belongs in a policy. */
    static final Duration LONGEST = Duration.ofDays(14);

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

    /** When what begins now and is to hold for {@code length} ends. */
    static Instant end(Change change, Duration length) {
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            throw Failure.usage(
                    "--for must be longer than 0s and at most %s, was %s; what should hold for longer belongs in a policy"
                            .formatted(Durations.text(LONGEST), Durations.text(length)));
        }
        return Instant.ofEpochMilli(change.at().plus(length).toEpochMilli());
    }
}
