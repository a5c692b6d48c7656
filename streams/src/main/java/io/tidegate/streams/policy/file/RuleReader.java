package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Predictive;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.Rule.Base;
import io.tidegate.streams.policy.Rule.Measure;
import io.tidegate.streams.policy.Rule.Saturation;
import io.tidegate.streams.policy.Rule.Tolerance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads an item of {@code rules}: a mapping whose one key is the kind of the rule. */
final class RuleReader {
    static final Map<String, Base> BASES = Map.of("desired", Base.DESIRED, "running", Base.RUNNING);

    private static final List<String> KINDS =
            List.of("targetTracking", "threshold", "stepScaling", "formula", "nPlusOne", "activation", "predictive");

    private RuleReader() {}

    /**
     * Reads a rule.
     *
     * @param position in the list, from 1; names a rule that has no name of its own
     * @param names what its expression may use
     */
    static Optional<Rule> read(int position, Section item, Set<String> names) {
        Optional<Rule> rule = item.oneOf(KINDS)
                .flatMap(kind -> item.get(kind).section().flatMap(section -> read(kind, section, position, names)));
        return item.build(rule::orElseThrow);
    }

    private static Optional<Rule> read(String kind, Section section, int position, Set<String> names) {
        return switch (kind) {
            case "targetTracking" -> tracking(section, name(section, "target-tracking", position), names);
            case "threshold" -> threshold(section, name(section, kind, position), names);
            case "stepScaling" -> StepScalingReader.read(section, name(section, "step-scaling", position), names);
            case "formula" -> formula(section, name(section, kind, position), names);
            case "nPlusOne" -> nPlusOne(section, name(section, "n-plus-one", position));
            case "predictive" -> predictive(section, name(section, kind, position), names);
            default -> activation(section, name(section, kind, position), names);
        };
    }

    private static String name(Section section, String kind, int position) {
        return section.get("name").text(kind + "-" + position);
    }

    private static Optional<Rule> tracking(Section section, String name, Set<String> names) {
        var metric = section.require("metric").expression(names);
        double target = section.require("target").number(1);
        double tolerance = section.get("tolerance").number(Defaults.TOLERANCE);
        double in = section.get("scaleInTolerance").number(tolerance);
        boolean total = section.get("perUnit").flag(false);
        Base base = section.get("base").choice(Base.RUNNING, BASES, _ -> false);
        Optional<Double> saturatesAt = section.get("saturatesAt").number();
        double factor = section.get("saturationFactor").number(Defaults.SATURATION_FACTOR);
        boolean disableScaleIn = section.get("disableScaleIn").flag(false);
        if (total && section.has("base")) {
            section.get("base").problem("base must be left out with perUnit: a total is nobody's average");
        }
        return section.build(() -> new Rule.TargetTracking(
                name,
                metric.orElseThrow(),
                target,
                total ? Measure.TOTAL : base == Base.RUNNING ? Measure.PER_RUNNING : Measure.PER_DESIRED,
                new Tolerance(tolerance, in),
                saturatesAt.map(at -> new Saturation(at, factor)),
                disableScaleIn));
    }

    private static Optional<Rule> threshold(Section section, String name, Set<String> names) {
        var metric = section.require("metric").expression(names);
        OptionalDouble atLeast = number(section.get("atLeast"));
        OptionalDouble atMost = number(section.get("atMost"));
        var change = AdjustmentReader.read(section.require("change"));
        Base base = section.get("base").choice(Base.DESIRED, BASES, _ -> false);
        return section.build(
                () -> new Rule.Threshold(name, metric.orElseThrow(), atLeast, atMost, change.orElseThrow(), base));
    }

    private static Optional<Rule> formula(Section section, String name, Set<String> names) {
        var desired = section.require("desired").expression(names);
        boolean disableScaleIn = section.get("disableScaleIn").flag(false);
        return section.build(() -> new Rule.Formula(name, desired.orElseThrow(), disableScaleIn));
    }

    private static Optional<Rule> nPlusOne(Section section, String name) {
        int spare = section.get("spare").integer(1);
        int floor = section.get("floor").integer(0);
        return section.build(() -> new Rule.NPlusOne(name, spare, floor));
    }

    private static Optional<Rule> activation(Section section, String name, Set<String> names) {
        var metric = section.require("metric").expression(names);
        double above = section.get("above").number(0);
        return section.build(() -> new Rule.Activation(name, metric.orElseThrow(), above));
    }

    private static Optional<Rule> predictive(Section section, String name, Set<String> names) {
        var load = section.require("load").expression(names);
        double target = section.require("target").number(1);
        double quantile = section.get("quantile").number(Defaults.QUANTILE);
        Value given = section.get("ahead");
        Optional<Duration> ahead =
                given.isPresent() ? Optional.of(given.duration(Predictive.FARTHEST)) : Optional.empty();
        boolean forecastOnly = section.get("forecastOnly").flag(false);
        return section.build(() -> new Predictive(name, load.orElseThrow(), target, quantile, ahead, forecastOnly));
    }

    static OptionalDouble number(Value value) {
        return value.number().map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
