package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.trial.Trial;
import java.util.List;

/**
 * What a file of cases holds.
 *
 * @param trials the valid ones, in order
 * @param problems all of them, of the file and the policies it names; a file with problems must not be run
 */
public record ParsedTrials(List<Trial> trials, List<Problem> problems) {
    public ParsedTrials {
        trials = List.copyOf(trials);
        problems = List.copyOf(problems);
    }
}
