package io.tidegate.deploy.cli;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.view.Explanation;
import io.tidegate.deploy.view.Facts;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.topic.GeneratedClasses;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.policy.Durations;
import io.tidegate.streams.trial.Judgement;
import io.tidegate.streams.trial.Judgement.Miss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How cases went, in words and as plain data. */
record TrialReport(List<Ran> ran) {

    /** A case of a file, and the time that it took. */
    record Ran(String file, Judgement judgement, Duration took) {
        String name() {
            return judgement.trial().name();
        }

        /** What was expected and what happened, a line each, with the decision that stood then. */
        List<String> failures() {
            return judgement.misses().stream()
                    .flatMap(miss -> TrialReport.lines(file, miss).stream())
                    .toList();
        }
    }

    long failed() {
        return ran.stream().filter(one -> !one.judgement().passed()).count();
    }

    /** A line for each case, more for one that failed, and the sum. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var one : ran) {
            lines.add("%s %s: %s (%d ms)"
                    .formatted(
                            one.judgement().passed() ? "ok  " : "FAIL",
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
                .map(TrialReport::decision)
                .map(decision -> Explanation.of(decision, Optional.empty()))
                .ifPresent(explanation -> explanation.forEach(line -> lines.add("  " + line)));
        return lines;
    }

    private static Map<String, Object> json(Ran one) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", one.file());
        json.put("name", one.name());
        json.put("passed", one.judgement().passed());
        json.put("millis", one.took().toMillis());
        json.put(
                "failures",
                one.judgement().misses().stream().map(TrialReport::json).toList());
        return json;
    }

    private static Map<String, Object> json(Miss miss) {
        var json = new LinkedHashMap<String, Object>();
        json.put("line", miss.line());
        json.put("at", Durations.text(miss.at()));
        json.put("expected", miss.expected());
        json.put("actual", miss.actual());
        miss.decision().ifPresent(decided -> json.put("decision", Facts.of(decision(decided))));
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
