package io.tidegate.streams.policy.file;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.ScheduleWindow;
import io.tidegate.streams.policy.ServicePolicy;
import io.tidegate.streams.policy.ServicePolicy.Actuation;
import io.tidegate.streams.policy.ServicePolicy.Cooldown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a document of kind ServicePolicy. */
final class ServicePolicyReader {
    private static final Set<String> LATER_MODES = Set.of("shadow", "dryRun");
    private static final Map<String, Actuation> VIA =
            Map.of("service", Actuation.SERVICE, "scalableTarget", Actuation.SCALABLE_TARGET);

    private ServicePolicyReader() {}

    static Optional<ServicePolicy> read(Section root) {
        String name = root.require("name").text("");
        root.get("mode").choice("enforce", Map.of("enforce", "enforce"), LATER_MODES::contains);
        boolean enabled = root.get("enabled").flag(true);
        List<Target.EcsService> targets = targets(root);
        Actuation via = root.get("via").choice(Actuation.SERVICE, VIA, _ -> false);
        Optional<Bounds> bounds = root.require("capacity").section().flatMap(ServicePolicyReader::bounds);
        Map<String, Value> aliases =
                root.get("metrics").section().map(Section::all).orElse(Map.of());
        List<Metric> metrics = metrics(aliases, name);
        List<Rule> rules = rules(root.get("rules").list(), aliases.keySet());
        Optional<Cooldown> cooldown = cooldown(root.get("cooldown"));
        List<ScheduleWindow> schedule = schedule(root.get("schedule").list());
        return root.build(() -> new ServicePolicy(
                name,
                0,
                enabled,
                targets,
                via,
                bounds.orElseThrow(),
                metrics,
                rules,
                cooldown.orElse(Defaults.COOLDOWN),
                schedule));
    }

    private static List<Target.EcsService> targets(Section root) {
        return root
                .oneOf(List.of("target", "targets"))
                .map(key -> key.equals("target")
                        ? List.of(root.get(key))
                        : root.get(key).list())
                .orElse(List.of())
                .stream()
                .flatMap(value -> value.read("ecs/<cluster>/<service>", ServicePolicyReader::service).stream())
                .toList();
    }

    private static Optional<Target.EcsService> service(String text) {
        try {
            return Target.parse(text) instanceof Target.EcsService service ? Optional.of(service) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // The caller says what a target must be, and what it was.
        }
    }

    private static Optional<Bounds> bounds(Section section) {
        int min = section.require("min").integer(0);
        int max = section.require("max").integer(0);
        return section.build(() -> new Bounds(min, max));
    }

    private static List<Metric> metrics(Map<String, Value> aliases, String policy) {
        var metrics = new ArrayList<Metric>();
        aliases.forEach((alias, value) -> value.section()
                .flatMap(section -> MetricReader.read(alias, section, policy))
                .ifPresent(metrics::add));
        return metrics;
    }

    private static List<Rule> rules(List<Value> values, Set<String> aliases) {
        var names = new TreeSet<>(ServicePolicy.BUILT_INS);
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

    private static Optional<Cooldown> cooldown(Value value) {
        return value.section().flatMap(section -> {
            var scaleOut = section.get("scaleOut").duration(Defaults.COOLDOWN.scaleOut());
            var scaleIn = section.get("scaleIn").duration(Defaults.COOLDOWN.scaleIn());
            return section.build(() -> new Cooldown(scaleOut, scaleIn));
        });
    }

    private static List<ScheduleWindow> schedule(List<Value> values) {
        return values.stream()
                .flatMap(value -> value.section().stream())
                .flatMap(section -> ScheduleReader.read(section).stream())
                .toList();
    }
}
