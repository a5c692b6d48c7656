package io.tidegate.streams.trial;

import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.policy.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A case that has been run.
 *
 * @param misses expectations that were not met, in the file's order
 */
public record Judgement(Trial trial, Course course, List<Miss> misses) {
    public Judgement {
        misses = List.copyOf(misses);
    }

    /**
     * An expectation that was not met.
     *
     * @param line of the file at which it stands, from 1
     * @param at where it was seen, from the start
     * @param decision that was the last one then
     */
    public record Miss(int line, Duration at, String expected, String actual, Optional<Decided> decision) {}

    /** Runs a case and judges its course. */
    public static Judgement of(Trial trial) {
        var course = TrialRun.of(trial);
        var misses = new ArrayList<Miss>();
        for (var expected : trial.expected()) {
            Expectations.missed(expected.what(), course)
                    .ifPresent(found -> misses.add(new Miss(
                            expected.line(),
                            found.at(),
                            found.expected(),
                            found.actual(),
                            course.decisionAt(found.at()))));
        }
        return new Judgement(trial, course, misses);
    }

    /** Whether everything was as expected. */
    public boolean passed() {
        return misses.isEmpty();
    }
}
