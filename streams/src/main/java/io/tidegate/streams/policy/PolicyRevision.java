package io.tidegate.streams.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as applied: what a record of {@code scaling-policies} carries.
 *
 * @param constants placeholders outside secret fields, by name, as resolved when it was applied
 */
public record PolicyRevision(Policy policy, Provenance provenance, Map<String, String> constants) {
    public PolicyRevision {
        constants = Sorted.copy(constants);
    }

    /**
     * Who applied a revision, from what.
     *
     * @param appliedAt to the millisecond
     * @param file the file's name; empty when it came by another way
     * @param document the YAML document, constants resolved, secret placeholders kept
     */
    public record Provenance(Instant appliedAt, String appliedBy, Optional<String> file, String document) {
        public Provenance {
            appliedAt = appliedAt.truncatedTo(ChronoUnit.MILLIS);
        }

        /** Leaves out the document, whose source fields may hold a secret. */
        @Override
        public String toString() {
            return "Provenance[appliedAt=%s, appliedBy=%s, file=%s]"
                    .formatted(appliedAt, appliedBy, file.orElse("none"));
        }
    }
}
