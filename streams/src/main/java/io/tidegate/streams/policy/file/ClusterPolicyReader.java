package io.tidegate.streams.policy.file;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.ClusterPolicy.Buffer;
import io.tidegate.streams.policy.ClusterPolicy.Fit;
import io.tidegate.streams.policy.ClusterPolicy.Reservation;
import io.tidegate.streams.policy.ClusterPolicy.Sizing;
import io.tidegate.streams.policy.Execution;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a document of kind ClusterPolicy. */
final class ClusterPolicyReader {
    private static final String FIT = "fit";

    private ClusterPolicyReader() {}

    static Optional<ClusterPolicy> read(Section root) {
        String name = root.require("name").text("");
        boolean enabled = root.get("enabled").flag(true);
        Optional<Target.Cluster> target =
                root.require("target").read("cluster/<cluster>", text -> parsed(text, Target.Cluster.class));
        Optional<Target.Group> group =
                root.require("group").read("asg/<name>", text -> parsed(text, Target.Group.class));
        Optional<Bounds> bounds = root.require("capacity").section().flatMap(ClusterPolicyReader::bounds);
        Optional<Sizing> sizing = sizing(root);
        Optional<Cooldown> cooldown = cooldown(root.get("cooldown"));
        Optional<Supplier<Execution>> execution = ExecutionReader.read(root);
        return root.build(() -> new ClusterPolicy(
                name,
                0,
                enabled,
                target.orElseThrow(),
                group.orElseThrow(),
                bounds.orElseThrow(),
                sizing.orElseThrow(),
                cooldown.orElseThrow(),
                execution.orElseThrow().get()));
    }

    private static <T extends Target> Optional<T> parsed(String text, Class<T> type) {
        try {
            return Optional.of(Target.parse(text)).filter(type::isInstance).map(type::cast);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // The caller says what a target must be, and what it was.
        }
    }

    private static Optional<Bounds> bounds(Section section) {
        int min = section.require("min").integer(0);
        int max = section.require("max").integer(0);
        return section.build(() -> new Bounds(min, max));
    }

    private static Optional<Sizing> sizing(Section root) {
        return root.oneOf(List.of(FIT, "reservation"))
                .flatMap(key -> root.get(key)
                        .section()
                        .flatMap(section -> key.equals(FIT) ? fit(section) : reservation(section)));
    }

    private static Optional<Sizing> fit(Section section) {
        Value given = section.get("buffer");
        Optional<Buffer> buffer =
                given.isPresent() ? given.section().flatMap(ClusterPolicyReader::buffer) : Optional.of(Buffer.NONE);
        int drainBudget = section.get("drainBudget").integer(Defaults.DRAIN_BUDGET);
        return section.build(() -> new Fit(buffer.orElseThrow(), drainBudget));
    }

    private static Optional<Buffer> buffer(Section section) {
        int cpu = section.get("cpu").integer(0);
        int memory = section.get("memory").integer(0);
        int tasks = section.get("tasks").integer(0);
        return section.build(() -> new Buffer(cpu, memory, tasks));
    }

    private static Optional<Sizing> reservation(Section section) {
        var defaults = Defaults.RESERVATION;
        double target = section.get("target").number(defaults.target());
        int minStep = section.get("minStep").integer(defaults.minStep());
        int maxStep = section.get("maxStep").integer(defaults.maxStep());
        var warmup = section.get("warmup").duration(defaults.warmup());
        return section.build(() -> new Reservation(target, minStep, maxStep, warmup));
    }

    private static Optional<Cooldown> cooldown(Value value) {
        if (!value.isPresent()) {
            return Optional.of(Defaults.CLUSTER_COOLDOWN);
        }
        return value.section().flatMap(section -> {
            var scaleOut = section.get("scaleOut").duration(Defaults.CLUSTER_COOLDOWN.scaleOut());
            var scaleIn = section.get("scaleIn").duration(Defaults.CLUSTER_COOLDOWN.scaleIn());
            return section.build(() -> new Cooldown(scaleOut, scaleIn));
        });
    }
}
