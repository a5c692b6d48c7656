package io.tidegate.deploy.cli;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.view.Explanation;
import io.tidegate.deploy.view.Facts;
import io.tidegate.deploy.whatif.Backtesting;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.topic.GeneratedClasses;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.trial.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How cases went, in words and as plain data. */
record TrialReport(List<Ran> ran) {

    /**
     * A case of a file.
     *
     * @param took the time that it took
     * @param measures what was measured, by name; of a case over a past alone
     * @param misses expectations that were not met, in the file's order
     */
    record Ran(String file, String name, Duration took, Map<String, Double> measures, List<Miss> misses) {
        static Ran of(String file, Judgement judgement, Duration took) {
            var misses = judgement.misses().stream()
                    .map(miss -> new Miss(
                            miss.line(),
                            Optional.of(miss.at()),
                            miss.expected(),
                            miss.actual(),
                            miss.decision().map(TrialReport::decision)))
                    .toList();
            return new Ran(file, judgement.trial().name(), took, Map.of(), misses);
        }

        static Ran of(String file, Backtesting.Outcome outcome, Duration took) {
            var misses = outcome.misses().stream()
                    .map(miss ->
                            new Miss(miss.line(), Optional.empty(), miss.expected(), miss.actual(), Optional.empty()))
                    .toList();
            return new Ran(file, outcome.name(), took, outcome.measures(), misses);
        }

        boolean passed() {
            return misses.isEmpty();
        }

        /** What was expected and what happened, a line each, with the decision that stood then. */
        List<String> failures() {
            return misses.stream()
                    .flatMap(miss -> TrialReport.lines(file, miss).stream())
                    .toList();
        }
    }

    /**
     * An expectation that was not met.
     *
     * @param line of the file at which it stands, from 1
     * @param at where it was seen, from the start; empty for what is measured over the whole
     * @param decision that was the last one then
     */
    record Miss(int line, Optional<Duration> at, String expected, String actual, Optional<Decision> decision) {}

    long failed() {
        return ran.stream().filter(one -> !one.passed()).count();
    }

    /** A line for each case, more for one that failed, and the sum. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var one : ran) {
            lines.add("%s %s: %s (%d ms)"
                    .formatted(
                            one.passed() ? "ok  " : "FAIL",
                            one.file(),
                            one.name(),
                            one.took().toMillis()));
            one.failures().forEach(line -> lines.add("     " + line));
        }
        lines.add("%d cases, %d failed".formatted(ran.size(), failed()));
        return lines;
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("cases", ran.stream().map(TrialReport::json).toList());
        json.put("failed", failed());
        return json;
    }

    private static List<String> lines(String file, Miss miss) {
        var lines = new ArrayList<String>();
        lines.add("%s:%d: expected %s, was %s".formatted(file, miss.line(), miss.expected(), miss.actual()));
        miss.decision()
                .map(decision -> Explanation.of(decision, Optional.empty()))
                .ifPresent(explanation -> explanation.forEach(line -> lines.add("  " + line)));
        return lines;
    }

    private static Map<String, Object> json(Ran one) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", one.file());
        json.put("name", one.name());
        json.put("passed", one.passed());
        json.put("millis", one.took().toMillis());
        if (!one.measures().isEmpty()) {
            json.put("measures", one.measures());
        }
        json.put("failures", one.misses().stream().map(TrialReport::json).toList());
        return json;
    }

    private static Map<String, Object> json(Miss miss) {
        var json = new LinkedHashMap<String, Object>();
        json.put("line", miss.line());
        miss.at().ifPresent(at -> json.put("at", Durations.text(at)));
        json.put("expected", miss.expected());
        json.put("actual", miss.actual());
        miss.decision().ifPresent(decision -> json.put("decision", Facts.of(decision)));
        return json;
    }

    // A case settles its commands at once, so that nothing is to be told of them.
    private static Decision decision(Decided decided) {
        GeneratedClasses.trust();
        return Decision.newBuilder(OutputSerdes.toAvro(decided, ServiceConfig.tzdataVersion()))
                .clearCommandId()
                .build();
    }
}
