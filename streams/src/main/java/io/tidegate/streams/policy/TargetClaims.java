package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps one policy to a target: two would undo each other's changes for ever. Shadows change nothing, and claim nothing. */
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
     * What {@code candidate} claims and other policies do, in the candidate's order. An existing policy of the
     * candidate's own name is the one that it replaces; a disabled policy keeps its targets.
     */
    public static List<Conflict> conflicts(Collection<? extends Policy> existing, Policy candidate) {
        if (candidate.shadow()) {
            return List.of();
        }
        List<? extends Policy> others = existing.stream()
                .filter(policy -> !policy.shadow() && !policy.name().equals(candidate.name()))
                .sorted(Comparator.comparing(Policy::name))
                .toList();
        return Stream.concat(capacities(others, candidate), hooks(others, candidate))
                .toList();
    }

    private static Stream<Conflict> capacities(List<? extends Policy> others, Policy candidate) {
        return candidate.claims().stream()
                .flatMap(target -> others.stream()
                        .filter(policy -> policy.claims().contains(target))
                        .map(policy -> new Conflict(target, policy.name())));
    }

    // A drain policy claims the hooks of its groups, which another policy may scale.
    private static Stream<Conflict> hooks(List<? extends Policy> others, Policy candidate) {
        return candidate instanceof DrainPolicy drain
                ? drain.groups().stream()
                        .flatMap(group -> others.stream()
                                .filter(policy -> policy instanceof DrainPolicy other
                                        && other.groups().contains(group))
                                .map(policy -> new Conflict(group, policy.name())))
                : Stream.of();
    }
}
