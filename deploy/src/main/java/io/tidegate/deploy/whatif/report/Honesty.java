package io.tidegate.deploy.whatif.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a report can be believed; every report opens with it.
 *
 * @param selfReplayError of the capacity that the simulation gives for the policy that really ran, as a share of the capacity that was;
 *     0 is none
 * @param whyNoError why there is no such error; empty when there is one
 * @param censoredShare part of the known time in which the load was at least what was taken for it
 * @param earliest from when on there is anything to go by
 * @param notModelled what the simulation leaves out, a sentence each
 * @param assumptions what was given or taken for granted and not estimated, a sentence each
 * @param seed of all chance
 */
public record Honesty(
        OptionalDouble selfReplayError,
        String whyNoError,
        double censoredShare,
        Optional<Instant> earliest,
        List<String> notModelled,
        List<String> assumptions,
        long seed) {
    public Honesty {
        notModelled = List.copyOf(notModelled);
        assumptions = List.copyOf(assumptions);
        if (selfReplayError.isPresent() != whyNoError.isEmpty()) {
            throw new IllegalArgumentException(
                    "whyNoError must be given where selfReplayError is not, and only there, was \"%s\" with %s"
                            .formatted(whyNoError, selfReplayError));
        }
    }
}
