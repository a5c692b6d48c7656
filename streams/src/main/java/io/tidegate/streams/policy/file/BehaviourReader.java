package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Behaviour;
import io.tidegate.streams.policy.Behaviour.Combine;
import io.tidegate.streams.policy.Behaviour.Confirm;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import io.tidegate.streams.policy.Behaviour.Deployments;
import io.tidegate.streams.policy.Behaviour.Limit;
import io.tidegate.streams.policy.Behaviour.MaxChange;
import io.tidegate.streams.policy.Behaviour.Pace;
import io.tidegate.streams.policy.Behaviour.Quorum;
import io.tidegate.streams.policy.Behaviour.Select;
import io.tidegate.streams.policy.Behaviour.Stabilization;
import io.tidegate.streams.policy.Behaviour.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the keys of a policy that temper its rules. */
final class BehaviourReader {
    private static final Map<String, Combine> COMBINE = Map.of("largest", Combine.LARGEST, "first", Combine.FIRST);
    private static final Map<String, Deployments> DEPLOYMENTS =
            Map.of("holdScaleIn", Deployments.HOLD_SCALE_IN, "ignore", Deployments.IGNORE);
    private static final Map<String, Select> SELECT =
            Map.of("max", Select.MAX, "min", Select.MIN, "disabled", Select.DISABLED);

    private BehaviourReader() {}

    /** Empty when something is wrong with them. */
    static Optional<Behaviour> read(Section root) {
        var cooldown = cooldown(root.get("cooldown"));
        var combine = root.get("combine").choice(Combine.LARGEST, COMBINE, _ -> false);
        var stabilization = stabilization(root.get("stabilization"));
        var confirm = confirm(root.get("confirm"));
        var maxChange = maxChange(root.get("maxChange"));
        var deployments = root.get("deployments").choice(Deployments.HOLD_SCALE_IN, DEPLOYMENTS, _ -> false);
        return cooldown.flatMap(pauses -> stabilization.flatMap(stable -> confirm.flatMap(
                often -> maxChange.map(fast -> new Behaviour(pauses, combine, stable, often, fast, deployments)))));
    }

    private static Optional<Cooldown> cooldown(Value value) {
        if (!value.isPresent()) {
            return Optional.of(Defaults.COOLDOWN);
        }
        return value.section().flatMap(section -> {
            var scaleOut = section.get("scaleOut").duration(Defaults.COOLDOWN.scaleOut());
            var scaleIn = section.get("scaleIn").duration(Defaults.COOLDOWN.scaleIn());
            return section.build(() -> new Cooldown(scaleOut, scaleIn));
        });
    }

    private static Optional<Stabilization> stabilization(Value value) {
        if (!value.isPresent()) {
            return Optional.of(new Stabilization(Duration.ZERO, Duration.ZERO));
        }
        return value.section().flatMap(section -> {
            var scaleOut = section.get("scaleOut").duration(Duration.ZERO);
            var scaleIn = section.get("scaleIn").duration(Duration.ZERO);
            return section.build(() -> new Stabilization(scaleOut, scaleIn));
        });
    }

    private static Optional<Confirm> confirm(Value value) {
        if (!value.isPresent()) {
            return Optional.of(new Confirm(Optional.empty(), Optional.empty()));
        }
        return value.section().flatMap(section -> {
            var scaleOut = quorum(section.get("scaleOut"));
            var scaleIn = quorum(section.get("scaleIn"));
            return section.build(() -> new Confirm(scaleOut, scaleIn));
        });
    }

    private static Optional<Quorum> quorum(Value value) {
        return value.section().flatMap(section -> {
            int need = section.require("need").integer(1);
            int of = section.require("of").integer(1);
            var every = section.get("every").duration(Defaults.PERIOD);
            return section.build(() -> new Quorum(need, of, every));
        });
    }

    private static Optional<MaxChange> maxChange(Value value) {
        var unlimited = new Limit(List.of(), Select.MAX);
        if (!value.isPresent()) {
            return Optional.of(new MaxChange(unlimited, unlimited));
        }
        return value.section().flatMap(section -> {
            var scaleOut = limit(section.get("scaleOut"));
            var scaleIn = limit(section.get("scaleIn"));
            return section.build(() -> new MaxChange(scaleOut.orElse(unlimited), scaleIn.orElse(unlimited)));
        });
    }

    private static Optional<Limit> limit(Value value) {
        return value.section().flatMap(section -> {
            var select = section.get("select").choice(Select.MAX, SELECT, _ -> false);
            var paces = section.get("limits").list().stream()
                    .flatMap(item -> item.section().stream())
                    .flatMap(pace -> pace(pace).stream())
                    .toList();
            return section.build(() -> new Limit(paces, select));
        });
    }

    private static Optional<Pace> pace(Section section) {
        var unit = section.oneOf(List.of("count", "percent"));
        int amount = unit.map(key -> section.get(key).integer(1)).orElse(1);
        var per = section.require("per").duration(Duration.ofMinutes(1));
        return section.build(
                () -> new Pace(unit.orElseThrow().equals("count") ? Unit.COUNT : Unit.PERCENT, amount, per));
    }
}
