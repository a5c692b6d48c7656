package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Behaviour;
import io.tidegate.streams.policy.Behaviour.Cooldown;
import java.util.Optional;

/** Reads the keys of a policy that temper its rules. */
final class BehaviourReader {
    private BehaviourReader() {}

    /** Empty when something is wrong with them. */
    static Optional<Behaviour> read(Section root) {
        return cooldown(root.get("cooldown")).map(Behaviour::new);
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
}
