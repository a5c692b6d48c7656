package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.measure.Measures;
import io.tidegate.deploy.whatif.report.WhatIfJson;
import io.tidegate.deploy.whatif.tune.Bootstrap;
import io.tidegate.deploy.whatif.tune.HeldOut;
import io.tidegate.deploy.whatif.tune.Tried;
import io.tidegate.deploy.whatif.tune.Tuned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of tuning, in words and as plain data. */
record TuneReport(Tuned tuned) {
    private static final int MOST_OF_FRONT = 12;

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.addAll(searched());
        tuned.profiles().forEach(profile -> profile.warning().ifPresent(text -> lines.add("edge      " + text)));
        lines.addAll(measures());
        lines.addAll(front());
        return lines;
    }

    private List<String> searched() {
        var found = tuned.found();
        var stretches = tuned.stretches();
        var error = tuned.honesty().selfReplayError();
        var lines = new ArrayList<String>();
        lines.add("tuned     %d policies tried on %d stretches from %s to %s, %d more held out%s"
                .formatted(
                        found.tried().size(),
                        stretches.size() - tuned.heldOut(),
                        stretches.getFirst().from(),
                        stretches.getLast().to(),
                        tuned.heldOut(),
                        found.partial() ? "; interrupted, so this is partial" : ""));
        if (found.invalid() > 0) {
            lines.add("          %d more are no valid policy: %s".formatted(found.invalid(), found.whyInvalid()));
        }
        lines.add("believe   self-replay error "
                + (error.isPresent()
                        ? "%.1f %%".formatted(error.getAsDouble() * 100)
                        : "unknown: the past does not tell what ran, or --ran was not given"));
        if (!found.limits().isEmpty()) {
            lines.add("within    " + join(found.limits())
                    + (found.within() ? "" : ": nothing is, and this is the nearest"));
        }
        lines.add("best      " + found.best().described());
        return lines;
    }

    private List<String> measures() {
        var unseen = tuned.unseen();
        int held = tuned.heldOut();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("%-22s %10s %12s %12s %9s %12s"
                .formatted("", "cost", "h missing", "min over", "actions", "with penalty"));
        row(lines, "best", tuned.found().best().measures());
        row(lines, "current", tuned.found().current().measures());
        row(lines, "best, held out", unseen.best().measures());
        row(lines, "current, held out", unseen.current().measures());
        unseen.defaults()
                .ifPresentOrElse(
                        usual -> row(lines, "defaults, held out", usual.measures()),
                        () -> lines.add("defaults: none, the policy needs one of the varied keys"));
        lines.add("");
        lines.add("held out, best against current, by stretch, "
                + (held > 1
                        ? "nine in ten means of %d between:".formatted(held)
                        : "of which there is one alone: nothing tells how sure it is"));
        lines.add("  cost %s, hours missing %s, cost with penalty %s"
                .formatted(
                        text(unseen.best().cost(), held),
                        text(unseen.best().shortage(), held),
                        text(unseen.best().objective(), held)));
        return lines;
    }

    // Where there are many, those about the best: the ends are for extremes.
    private List<String> front() {
        var front = tuned.found().front();
        int from = Math.clamp(
                front.indexOf(tuned.found().best()) - MOST_OF_FRONT / 2, 0, Math.max(0, front.size() - MOST_OF_FRONT));
        var shown = front.subList(from, Math.min(front.size(), from + MOST_OF_FRONT));
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("nothing is better in both cost and capacity missing than:");
        shown.forEach(one -> lines.add("  %9.2f %9.1f h  %s"
                .formatted(one.measures().cost(), one.measures().shortageHours(), one.described())));
        if (front.size() > shown.size()) {
            lines.add("  and %d more (--report and --json tell all)".formatted(front.size() - shown.size()));
        }
        return lines;
    }

    private static void row(List<String> lines, String name, Measures measures) {
        lines.add("%-22s %10.2f %12.1f %12.1f %9d %12.2f"
                .formatted(
                        name,
                        measures.cost(),
                        measures.shortageHours(),
                        measures.minutesOverTarget(),
                        measures.actions(),
                        measures.objective()));
    }

    private static String join(List<?> parts) {
        return String.join(", ", parts.stream().map(String::valueOf).toList());
    }

    private static String text(Bootstrap of, int stretches) {
        return stretches > 1
                ? "%+.3g (%+.3g to %+.3g)".formatted(of.mean(), of.low(), of.high())
                : "%+.3g".formatted(of.mean());
    }

    Map<String, Object> json() {
        var found = tuned.found();
        var unseen = tuned.unseen();
        var json = new LinkedHashMap<String, Object>();
        json.put("tried", found.tried().size());
        json.put("invalid", found.invalid());
        json.put("partial", found.partial());
        tuned.honesty().selfReplayError().ifPresent(error -> json.put("selfReplayError", error));
        json.put("constraints", found.limits().stream().map(Object::toString).toList());
        json.put("withinConstraints", found.within());
        json.put("best", json(found.best()));
        json.put("edges", edges());
        json.put("current", json(found.current()));
        var heldOut = new LinkedHashMap<String, Object>();
        heldOut.put("stretches", tuned.heldOut());
        heldOut.put("best", json(unseen.best()));
        heldOut.put("current", json(unseen.current()));
        unseen.defaults().ifPresent(usual -> heldOut.put("defaults", json(usual)));
        json.put("heldOut", heldOut);
        json.put("front", found.front().stream().map(TuneReport::json).toList());
        json.put("policies", found.tried().stream().map(TuneReport::json).toList());
        return json;
    }

    private Map<String, String> edges() {
        var edges = new LinkedHashMap<String, String>();
        tuned.profiles().forEach(profile -> profile.edge().ifPresent(edge -> edges.put(profile.path(), edge.word())));
        return edges;
    }

    private static Map<String, Object> json(Tried one) {
        var json = new LinkedHashMap<String, Object>();
        json.put("settings", one.settings());
        json.put("measures", WhatIfJson.json(one.measures()));
        return json;
    }

    private static Map<String, Object> json(HeldOut one) {
        var json = new LinkedHashMap<String, Object>();
        json.put("measures", WhatIfJson.json(one.measures()));
        json.put("costDifference", json(one.cost()));
        json.put("shortageDifference", json(one.shortage()));
        json.put("objectiveDifference", json(one.objective()));
        return json;
    }

    private static Map<String, Double> json(Bootstrap of) {
        var json = new LinkedHashMap<String, Double>();
        json.put("mean", of.mean());
        json.put("low", of.low());
        json.put("high", of.high());
        return json;
    }
}
