package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.override.OverrideStore;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.view.PolicyKinds;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.SchemaRegistry;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the override verbs share: the targets that can be overridden are those that a policy drives. */
final class OverrideDesk {
    private static final int LISTED = 20;

    private final SortedMap<String, ScalingPolicy> drivers = new TreeMap<>();
    private final OverrideStore store;

    OverrideDesk(Installation installation, SchemaRegistry registry) {
        var policies = new PolicyStore(installation.kafka(), installation.topics(), registry);
        policies.list().values().stream()
                .filter(policy -> !PolicyKinds.isShadow(policy))
                .forEach(policy -> policy.getTargets().forEach(target -> drivers.put(target, policy)));
        store = new OverrideStore(installation.kafka(), installation.topics(), registry);
    }

    OverrideStore store() {
        return store;
    }

    ScalingPolicy policyOf(Target target) {
        var policy = drivers.get(target.text());
        if (policy == null) {
            throw Failure.error(
                    "unknown-target",
                    "target %s must be driven by a policy, was not; %s"
                            .formatted(target.text(), known(drivers.keySet())));
        }
        return policy;
    }

    /** Reads targets; none is taken when one is unknown. */
    List<Target> targets(List<String> texts) {
        var targets = texts.stream().distinct().map(Target::parse).toList();
        targets.forEach(this::policyOf);
        return targets;
    }

    private static String known(Collection<String> targets) {
        if (targets.isEmpty()) {
            return "no policy is in force";
        }
        int more = targets.size() - LISTED;
        return "driven are " + targets.stream().limit(LISTED).collect(Collectors.joining(", "))
                + (more > 0 ? " and %d more".formatted(more) : "");
    }
}
