package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.PolicyRevision;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A valid policy of a file, at revision 0.
 *
 * @param line of the file at which it starts, from 1
 * @param constants placeholders outside secret fields, by name, with the values that they were resolved to
 * @param text the document with its constants resolved and its secret placeholders kept
 */
public record PolicyDocument(String file, int line, Policy policy, SortedMap<String, String> constants, String text) {

    /** The policy as somebody applies it. */
    public PolicyRevision revision(int revision, Instant appliedAt, String appliedBy) {
        var provenance = new PolicyRevision.Provenance(appliedAt, appliedBy, Optional.of(file), text);
        return new PolicyRevision(policy.withRevision(revision), provenance, constants);
    }

    /** Leaves out the text, whose source fields may hold a secret. */
    @Override
    public String toString() {
        return "PolicyDocument[%s:%d, policy=%s]".formatted(file, line, policy.name());
    }
}
