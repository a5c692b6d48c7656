package io.tidegate.deploy.whatif.report;

import io.tidegate.deploy.whatif.measure.Measures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What came of a what-if, for programs; the keys are a contract. */
public final class WhatIfJson {
    private WhatIfJson() {}

    /** The whole of it, without the courses: these are for the page. */
    public static Map<String, Object> of(WhatIf whatIf) {
        var honesty = whatIf.honesty();
        var json = new LinkedHashMap<String, Object>();
        json.put("from", whatIf.from().toString());
        json.put("to", whatIf.to().toString());
        json.put("currency", whatIf.currency());
        json.put("candidate", whatIf.candidate());
        whatIf.baseline().ifPresent(baseline -> json.put("baseline", baseline));
        honesty.selfReplayError().ifPresent(error -> json.put("selfReplayError", error));
        if (honesty.selfReplayError().isEmpty()) {
            json.put("whyNoSelfReplayError", honesty.whyNoError());
        }
        json.put("censoredShare", honesty.censoredShare());
        honesty.earliest().ifPresent(earliest -> json.put("earliest", earliest.toString()));
        json.put("notModelled", honesty.notModelled());
        json.put("assumptions", honesty.assumptions());
        json.put("seed", honesty.seed());
        json.put("regret", whatIf.total(whatIf.candidate()).regret());
        json.put("measures", measures(whatIf.policies(), whatIf::total));
        json.put(
                "targets",
                whatIf.targets().stream()
                        .map(target -> target(whatIf.policies(), target))
                        .toList());
        return json;
    }

    private static Map<String, Object> target(List<String> policies, TargetOutcome target) {
        var json = new LinkedHashMap<String, Object>();
        json.put("target", target.target());
        json.put("unit", target.unit().word());
        json.put("metric", target.metric());
        json.put("measures", measures(policies, policy -> target.course(policy).measures()));
        return json;
    }

    private static Map<String, Object> measures(List<String> policies, Function<String, Measures> of) {
        var json = new LinkedHashMap<String, Object>();
        policies.forEach(policy -> json.put(policy, json(of.apply(policy))));
        return json;
    }

    /** Every measure of a course, by its name. */
    public static Map<String, Object> json(Measures measures) {
        var reaction = new LinkedHashMap<String, Object>();
        reaction.put("count", measures.reactions().count());
        reaction.put("medianSeconds", measures.reactions().medianSeconds());
        reaction.put("p90Seconds", measures.reactions().p90Seconds());
        reaction.put("maxSeconds", measures.reactions().maxSeconds());
        reaction.put("ongoing", measures.reactions().ongoing());
        var json = new LinkedHashMap<String, Object>();
        json.put("unitHours", measures.unitHours());
        json.put("cost", measures.cost());
        json.put("minutesOverTarget", measures.minutesOverTarget());
        json.put("unservedShare", measures.unservedShare());
        json.put("shortageHours", measures.shortageHours());
        json.put("censoredShare", measures.censoredShare());
        json.put("knownHours", measures.knownHours());
        json.put("unknownHours", measures.unknownHours());
        json.put("reaction", reaction);
        json.put("actions", measures.actions());
        json.put("directionChanges", measures.directionChanges());
        json.put("calls", measures.calls());
        json.put("throttled", measures.throttled());
        json.put("objective", measures.objective());
        json.put("optimum", measures.optimum());
        json.put("regret", measures.regret());
        return json;
    }
}
