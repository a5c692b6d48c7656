package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Adjustment;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.Rule.Base;
import io.tidegate.streams.policy.StepScaling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a rule of kind {@code stepScaling}; its words are those of AWS. */
final class StepScalingReader {
    private enum Type {
        CHANGE,
        PERCENT,
        EXACT
    }

    private static final Map<String, Type> TYPES = Map.of(
            "ChangeInCapacity", Type.CHANGE, "PercentChangeInCapacity", Type.PERCENT, "ExactCapacity", Type.EXACT);

    private StepScalingReader() {}

    static Optional<Rule> read(Section section, String name, Set<String> names) {
        var metric = section.require("metric").expression(names);
        double threshold = section.require("threshold").number(0);
        Type type = section.get("adjustmentType").choice(Type.CHANGE, TYPES, _ -> false);
        int least = section.get("minAdjustmentMagnitude").integer(1);
        if (section.has("minAdjustmentMagnitude") && type != Type.PERCENT) {
            section.get("minAdjustmentMagnitude")
                    .problem(
                            "minAdjustmentMagnitude must be left out unless adjustmentType is PercentChangeInCapacity");
        }
        List<Value> items = section.require("steps").list();
        List<StepScaling.Step> steps = items.stream()
                .flatMap(item -> item.section().stream())
                .flatMap(step -> step(step, type, least).stream())
                .toList();
        Base base = section.get("base").choice(Base.DESIRED, RuleReader.BASES, _ -> false);
        Value given = section.get("warmup");
        Optional<Duration> warmup =
                given.isPresent() ? Optional.of(given.duration(Duration.ofMinutes(1))) : Optional.empty();
        return section.build(() -> new StepScaling(name, metric.orElseThrow(), threshold, steps, base, warmup));
    }

    private static Optional<StepScaling.Step> step(Section section, Type type, int least) {
        var lower = RuleReader.number(section.get("lower"));
        var upper = RuleReader.number(section.get("upper"));
        var adjustment = section.require("adjustment");
        Optional<Double> percent = type == Type.PERCENT ? adjustment.number() : Optional.empty();
        int whole = type == Type.PERCENT ? 0 : adjustment.integer(0);
        return section.build(() -> new StepScaling.Step(
                lower,
                upper,
                switch (type) {
                    case CHANGE -> new Adjustment.Count(whole);
                    case PERCENT -> new Adjustment.Percent(percent.orElse(0.0), least);
                    case EXACT -> new Adjustment.Exact(whole);
                }));
    }
}
