package io.tidegate.deploy.cli;

import io.tidegate.deploy.override.Change;
import io.tidegate.streams.policy.Durations;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/** How long something is overridden. */
final class OverrideSpan {
    /** What should hold for longer than that belongs in a policy. */
    private static final Duration LONGEST = Duration.ofDays(14);

    @Option(
            names = "--for",
            required = true,
            paramLabel = "DURATION",
            description = "How long, for example 2h; at most 14d.")
    Duration length = Duration.ZERO;

    /** When what begins now ends. */
    Instant end(Change change) {
        if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
            throw Failure.usage(
                    "--for must be longer than 0s and at most %s, was %s; what should hold for longer belongs in a policy"
                            .formatted(Durations.text(LONGEST), Durations.text(length)));
        }
        return Instant.ofEpochMilli(change.at().plus(length).toEpochMilli());
    }
}
