package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads an item of {@code rules}: a mapping whose one key is the kind of the rule. */
final class RuleReader {
    private static final String TRACKING = "targetTracking";
    private static final String THRESHOLD = "threshold";
    private static final Set<String> LATER = Set.of("stepScaling", "nPlusOne", "formula", "predictive");

    private RuleReader() {}

    /**
     * Reads a rule.
     *
     * @param position in the list, from 1; names a rule that has no name of its own
     * @param names what its expression may use
     */
    static Optional<Rule> read(int position, Section item, Set<String> names) {
        if (item.refuseUntilLater(LATER)) {
            return Optional.empty();
        }
        Optional<Rule> rule = item.oneOf(List.of(TRACKING, THRESHOLD))
                .flatMap(kind -> item.get(kind)
                        .section()
                        .flatMap(section -> kind.equals(TRACKING)
                                ? tracking(section, "target-tracking-" + position, names)
                                : threshold(section, "threshold-" + position, names)));
        return item.build(rule::orElseThrow);
    }

    private static Optional<Rule> tracking(Section section, String defaultName, Set<String> names) {
        String name = section.get("name").text(defaultName);
        var metric = section.require("metric").expression(names);
        double target = section.require("target").number(1);
        double tolerance = section.get("tolerance").number(Defaults.TOLERANCE);
        boolean disableScaleIn = section.get("disableScaleIn").flag(false);
        return section.build(
                () -> new Rule.TargetTracking(name, metric.orElseThrow(), target, tolerance, disableScaleIn));
    }

    private static Optional<Rule> threshold(Section section, String defaultName, Set<String> names) {
        String name = section.get("name").text(defaultName);
        var metric = section.require("metric").expression(names);
        OptionalDouble atLeast = number(section.get("atLeast"));
        OptionalDouble atMost = number(section.get("atMost"));
        int change = section.require("change").integer(1);
        return section.build(() -> new Rule.Threshold(name, metric.orElseThrow(), atLeast, atMost, change));
    }

    private static OptionalDouble number(Value value) {
        return value.number().map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
