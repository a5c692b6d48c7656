package io.tidegate.streams.decide;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.ClusterPolicy;
import io.tidegate.streams.policy.DrainPolicy;
import io.tidegate.streams.policy.EcsAutoscalePolicy;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps one driver to everything in a domain. {@code policy apply} refuses a second policy already; this holds where two raced:
 * the one that came first stays.
 */
final class Claims {
    private Claims() {}

    /** The state of another policy that drives what {@code policy} would drive with {@code target}. */
    static Optional<Held> holder(String target, Policy policy, Stream<Held> domain) {
        var wanted = claims(target, policy);
        return domain.filter(held -> !held.state().policy().name().equals(policy.name()))
                .filter(held ->
                        claims(held.target(), held.state().policy()).stream().anyMatch(wanted::contains))
                .findFirst();
    }

    // Of a policy with several targets each is driven on its own; groups are in domains of their own.
    private static List<String> claims(String target, Policy policy) {
        return switch (policy) {
            case CapacityPolicy _, ClusterPolicy _, DrainPolicy _, ImagePolicy _ -> List.of(target);
            case EcsAutoscalePolicy file ->
                file.claims().stream().map(Target::text).toList();
        };
    }
}
