package io.tidegate.connectors.inventory.hook;

import io.tidegate.schemas.naming.Target;
import java.util.List;
import java.util.Optional;

/**
 * Groups whose lifecycle hooks a policy answers.
 *
 * @param target of the policy
 * @param groups names
 * @param hook the only one that is answered; empty for every hook of the groups
 * @param loadBalancers names of classic ones, beside those of the groups
 * @param targetGroups ARNs, beside those of the groups
 */
public record WatchedHooks(
        Target target,
        List<String> groups,
        Optional<String> hook,
        List<String> loadBalancers,
        List<String> targetGroups) {
    public WatchedHooks {
        groups = List.copyOf(groups);
        loadBalancers = List.copyOf(loadBalancers);
        targetGroups = List.copyOf(targetGroups);
    }
}
