package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Keeps one policy to a target: two would undo each other's changes for ever. */
public final class TargetClaims {
    private TargetClaims() {}

    /** A target that a policy holds already. */
    public record Conflict(Target target, String policy) {
        @Override
        public String toString() {
            return "target must be driven by one policy, was %s, which policy \"%s\" drives"
                    .formatted(target.text(), policy);
        }
    }

    /**
     * Targets of {@code candidate} that other policies drive, in the candidate's order. An existing policy of the
     * candidate's own name is the one that it replaces; a disabled policy keeps its targets.
     */
    public static List<Conflict> conflicts(Collection<CapacityPolicy> existing, CapacityPolicy candidate) {
        List<CapacityPolicy> others = existing.stream()
                .filter(policy -> !policy.name().equals(candidate.name()))
                .sorted(Comparator.comparing(CapacityPolicy::name))
                .toList();
        return candidate.targets().stream()
                .flatMap(target -> others.stream()
                        .filter(policy -> policy.targets().contains(target))
                        .map(policy -> new Conflict(target, policy.name())))
                .toList();
    }
}
