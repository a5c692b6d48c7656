package io.tidegate.streams.policy.file;

import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.streams.policy.Behaviour;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.CapacityPolicy.Actuation;
import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.ScheduleItem;
import io.tidegate.streams.policy.TargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads a document of a kind whose targets have a capacity. */
final class CapacityPolicyReader {
    private static final Map<Actuation, String> VIA = Map.of(
            Actuation.SERVICE, "service",
            Actuation.SCALABLE_TARGET, "scalableTarget",
            Actuation.DESIRED, "desired",
            Actuation.BOUNDS, "bounds");

    private CapacityPolicyReader() {}

    static Optional<CapacityPolicy> read(Section root, TargetKind kind) {
        String name = root.require("name").text("");
        boolean enabled = root.get("enabled").flag(true);
        List<Target> targets = targets(root, kind);
        Actuation via = root.get("via").choice(kind.actuations().getFirst(), words(kind), _ -> false);
        Optional<Bounds> bounds = root.require("capacity").section().flatMap(CapacityPolicyReader::bounds);
        Map<String, Value> aliases =
                root.get("metrics").section().map(Section::all).orElse(Map.of());
        List<Metric> metrics = metrics(aliases, name, place(targets));
        List<Rule> rules = rules(root.get("rules").list(), aliases.keySet());
        Optional<Behaviour> behaviour = BehaviourReader.read(root);
        List<ScheduleItem> schedule = schedule(root.get("schedule").list());
        Optional<Supplier<Execution>> execution = ExecutionReader.read(root);
        return root.build(() -> new CapacityPolicy(
                name,
                0,
                enabled,
                targets,
                via,
                bounds.orElseThrow(),
                metrics,
                rules,
                behaviour.orElseThrow(),
                schedule,
                execution.orElseThrow().get()));
    }

    private static Map<String, Actuation> words(TargetKind kind) {
        var words = new TreeMap<String, Actuation>();
        VIA.forEach((way, word) -> {
            if (kind.actuations().contains(way)) {
                words.put(word, way);
            }
        });
        return words;
    }

    private static List<Target> targets(Section root, TargetKind kind) {
        return root
                .oneOf(List.of("target", "targets"))
                .map(key -> key.equals("target")
                        ? List.of(root.get(key))
                        : root.get(key).list())
                .orElse(List.of())
                .stream()
                .flatMap(value -> value.read(spelling(kind), text -> target(text, kind)).stream())
                .toList();
    }

    private static String spelling(TargetKind kind) {
        return switch (kind) {
            case SERVICE -> "ecs/<cluster>/<service>";
            case GROUP -> "asg/<name>";
            case TARGET -> "appas/<namespace>/<resource>/<dimension>, namespace not ecs";
        };
    }

    private static Optional<Target> target(String text, TargetKind kind) {
        try {
            return Optional.of(Target.parse(text)).filter(target -> TargetKind.of(target) == kind);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // The caller says what a target must be, and what it was.
        }
    }

    private static Optional<Bounds> bounds(Section section) {
        int min = section.require("min").integer(0);
        int max = section.require("max").integer(0);
        return section.build(() -> new Bounds(min, max));
    }

    private static Place place(List<Target> targets) {
        return targets.stream().map(Target::place).findFirst().orElse(Place.DEFAULT);
    }

    private static List<Metric> metrics(Map<String, Value> aliases, String policy, Place place) {
        var metrics = new ArrayList<Metric>();
        aliases.forEach((alias, value) -> value.section()
                .flatMap(section -> MetricReader.read(alias, section, policy, place))
                .ifPresent(metrics::add));
        return metrics;
    }

    private static List<Rule> rules(List<Value> values, Set<String> aliases) {
        var names = new TreeSet<>(CapacityPolicy.BUILT_INS);
        names.addAll(aliases);
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < values.size(); i++) {
            int position = i + 1;
            values.get(i)
                    .section()
                    .flatMap(section -> RuleReader.read(position, section, names))
                    .ifPresent(rules::add);
        }
        return rules;
    }

    private static List<ScheduleItem> schedule(List<Value> values) {
        return values.stream()
                .flatMap(value -> value.section().stream())
                .flatMap(section -> ScheduleReader.read(section).stream())
                .toList();
    }
}
