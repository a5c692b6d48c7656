package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.trial.Backtest;
import io.tidegate.streams.policy.trial.Trial;
import java.util.List;

/**
 * What a file of cases holds.
 *
 * @param trials the valid cases, in order
 * @param backtests the valid cases over a past, in order
 * @param problems all of them, of the file and the policies it names; a file with problems must not be run
 */
public record ParsedTrials(List<Trial> trials, List<Backtest> backtests, List<Problem> problems) {
    public ParsedTrials {
        trials = List.copyOf(trials);
        backtests = List.copyOf(backtests);
        problems = List.copyOf(problems);
    }
}
