package io.tidegate.streams.policy.file;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.DrainPolicy.Balancers;
import io.tidegate.streams.policy.DrainPolicy.Escalation;
import io.tidegate.streams.policy.DrainPolicy.Ladder;
import io.tidegate.streams.policy.DrainPolicy.Rung;
import io.tidegate.streams.policy.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a document of kind DrainPolicy. */
final class DrainPolicyReader {
    private static final Map<String, Escalation> ACTIONS = Map.of(
            "notify", Escalation.NOTIFY,
            "stopTasks", Escalation.STOP_TASKS,
            "continue", Escalation.CONTINUE,
            "abandon", Escalation.ABANDON);

    private DrainPolicyReader() {}

    static Optional<DrainPolicy> read(Section root) {
        String name = root.require("name").text("");
        boolean enabled = root.get("enabled").flag(true);
        Optional<Target> target =
                root.require("target").read("cluster/<cluster> or asg/<name>", DrainPolicyReader::place);
        List<Target.Group> groups = groups(root, target);
        Optional<String> hook = root.get("hook").isPresent() ? root.get("hook").text() : Optional.empty();
        List<String> classic = texts(root.get("loadBalancers"));
        List<String> targetGroups = texts(root.get("targetGroups"));
        List<Rung> rungs = rungs(root.get("escalation"));
        Duration spot = deadline(root.get("spot"), Defaults.SPOT_DEADLINE);
        Duration launch = deadline(root.get("launching"), Defaults.LAUNCH_DEADLINE);
        Optional<Supplier<Execution>> execution = ExecutionReader.read(root);
        return root.build(() -> new DrainPolicy(
                name,
                0,
                enabled,
                target.orElseThrow(),
                groups,
                hook,
                new Balancers(classic, targetGroups),
                new Ladder(rungs),
                spot,
                launch,
                execution.orElseThrow().get()));
    }

    /** A cluster or a group. */
    static Optional<Target> place(String text) {
        return parsed(text).filter(target -> target instanceof Target.Cluster || target instanceof Target.Group);
    }

    /** Those of a cluster; a group answers for itself. */
    static List<Target.Group> groups(Section root, Optional<Target> target) {
        if (target.isPresent() && target.get() instanceof Target.Group group && !root.has("groups")) {
            return List.of(group);
        }
        return root.require("groups").list().stream()
                .flatMap(value -> value.read("asg/<name>", DrainPolicyReader::group).stream())
                .toList();
    }

    private static Optional<Target.Group> group(String text) {
        return parsed(text).filter(Target.Group.class::isInstance).map(Target.Group.class::cast);
    }

    static Optional<Target> parsed(String text) {
        try {
            return Optional.of(Target.parse(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // The caller says what a target must be, and what it was.
        }
    }

    static List<String> texts(Value value) {
        return value.isPresent()
                ? value.list().stream().flatMap(item -> item.text().stream()).toList()
                : List.of();
    }

    private static List<Rung> rungs(Value given) {
        if (!given.isPresent()) {
            return Defaults.ESCALATION.rungs();
        }
        return given.list().stream()
                .flatMap(value -> value.section().stream())
                .flatMap(section -> rung(section).stream())
                .toList();
    }

    private static Optional<Rung> rung(Section section) {
        var after = section.require("after").duration(Duration.ZERO);
        var action = section.require("do").choice(Escalation.NOTIFY, ACTIONS, _ -> false);
        return section.build(() -> new Rung(after, action));
    }

    private static Duration deadline(Value value, Duration preset) {
        if (!value.isPresent()) {
            return preset;
        }
        return value.section()
                .map(section -> section.require("deadline").duration(preset))
                .orElse(preset);
    }
}
