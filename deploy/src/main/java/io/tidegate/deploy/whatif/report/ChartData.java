package io.tidegate.deploy.whatif.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What the charts of a page are drawn from; times are milliseconds after the beginning. */
final class ChartData {
    private static final ObjectMapper JSON = new ObjectMapper();

    // As many spans as a wide screen has pixels for, shared among targets: a page must open.
    private static final int ALL_SPANS = 6_000;
    private static final int MOST_SPANS = 600;
    private static final int LEAST_SPANS = 100;
    private static final int MOST_ACTS = 2_000;

    private final WhatIf whatIf;
    private final List<TargetOutcome> targets;
    private final int spans;

    ChartData(WhatIf whatIf, List<TargetOutcome> targets) {
        this.whatIf = whatIf;
        this.targets = targets;
        this.spans = Math.clamp(ALL_SPANS / Math.max(1, targets.size()), LEAST_SPANS, MOST_SPANS);
    }

    String json() {
        var root = JSON.createObjectNode();
        root.put("from", whatIf.from().toEpochMilli());
        root.put("to", whatIf.to().toEpochMilli());
        whatIf.policies().forEach(root.putArray("policies")::add);
        targets.forEach(target -> root.withArray("targets").add(target(target)));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** Whether a chart has fewer points than there are. */
    boolean isThinned(TargetOutcome target) {
        return target.demand().size() > 4 * spans
                || target.courses().values().stream()
                        .anyMatch(course -> course.metric().size() > 4 * spans
                                || course.stands().size() > 4 * spans
                                || course.acts().size() > MOST_ACTS);
    }

    private ObjectNode target(TargetOutcome target) {
        var json = JSON.createObjectNode();
        json.put("name", target.target());
        json.put("unit", target.unit().word());
        json.put("metric", target.metric());
        json.set("demand", points(target.demand(), Demand::at, Demand::load));
        var censored = json.putArray("censored");
        long least = (whatIf.to().toEpochMilli() - whatIf.from().toEpochMilli()) / spans;
        Spans.censored(target.demand(), whatIf.to(), least)
                .spans()
                .forEach(span -> censored.addArray().add(millis(span.from())).add(millis(span.to())));
        var courses = json.putArray("courses");
        whatIf.policies().forEach(policy -> courses.add(course(target.course(policy))));
        target.optimum().ifPresent(optimum -> json.set("optimum", points(optimum.stands(), Stand::at, Stand::running)));
        return json;
    }

    private ObjectNode course(Course course) {
        var json = JSON.createObjectNode();
        json.set("metric", points(course.metric(), Reading::at, Reading::value));
        json.set("desired", points(course.stands(), Stand::at, Stand::desired));
        json.set("running", points(course.stands(), Stand::at, Stand::running));
        var acts = json.putArray("acts");
        Thinning.of(course.acts(), Act::at, Act::to, MOST_ACTS / 4)
                .forEach(act -> acts.addArray()
                        .add(millis(act.at()))
                        .add(act.from())
                        .add(act.to())
                        .add(act.outcome())
                        .add(act.reason()));
        return json;
    }

    private <T> ArrayNode points(List<T> all, Function<T, Instant> time, ToDoubleFunction<T> value) {
        var json = JSON.createArrayNode();
        for (var point : Thinning.of(all, time, value, spans)) {
            var pair = json.addArray().add(millis(time.apply(point)));
            double number = value.applyAsDouble(point);
            if (Double.isFinite(number)) {
                number(pair, number);
            } else {
                pair.addNull();
            }
        }
        return json;
    }

    // Four digits are more than a screen shows, and a third of the bytes.
    private static void number(ArrayNode pair, double number) {
        double scale = Math.pow(10, 4 - Math.ceil(Math.log10(Math.max(1e-6, Math.abs(number)))));
        double rounded = scale >= 1 ? Math.round(number * scale) / scale : Math.round(number);
        if (rounded == Math.rint(rounded)) {
            pair.add((long) rounded);
        } else {
            pair.add(rounded);
        }
    }

    private long millis(Instant at) {
        return at.toEpochMilli() - whatIf.from().toEpochMilli();
    }
}
