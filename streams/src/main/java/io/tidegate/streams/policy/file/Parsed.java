package io.tidegate.streams.policy.file;

import java.util.List;

/**
 * What a policy file holds.
 *
 * @param documents the valid ones, in order
 * @param problems all of them, by position; a file with problems must not be applied
 * @param warnings what is allowed and hardly meant, by position
 */
public record Parsed(List<PolicyDocument> documents, List<Problem> problems, List<Problem> warnings) {
    public Parsed {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
