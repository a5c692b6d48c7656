package io.tidegate.streams.termination;

import io.tidegate.streams.decision.Driven;
import io.tidegate.streams.decision.Ids;
import io.tidegate.streams.journal.Input.Observation.Hook;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.policy.DrainPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A drain policy in its domain, and what it knows of its groups: where the states of instances come from. It decides nothing
 * itself. Immutable.
 *
 * @param target {@link #key} of the domain: the policy leaves the cluster or group itself to others
 * @param hooks of its groups, as they were seen last
 * @param managedDraining whether ECS drains instances of the groups by itself
 */
public record DrainState(String domain, String target, DrainPolicy policy, List<Hook> hooks, boolean managedDraining)
        implements Driven<DrainState> {
    public DrainState {
        hooks = List.copyOf(hooks);
    }

    /** A policy that has just come into force. */
    public static DrainState taken(String domain, DrainPolicy policy) {
        return new DrainState(domain, key(domain), policy, List.of(), false);
    }

    /** Under what its state is kept: one policy answers the hooks of a domain. */
    public static String key(String domain) {
        return domain + "#drain";
    }

    /** Whether it answers a hook of a group. */
    public boolean answers(String group, Optional<String> hook) {
        return policy.groups().stream().anyMatch(known -> known.text().equals(group))
                && (policy.hook().isEmpty() || hook.isEmpty() || policy.hook().equals(hook));
    }

    public DrainState under(DrainPolicy changed) {
        return new DrainState(domain, target, changed, hooks, managedDraining);
    }

    public DrainState seeing(List<Hook> seen, boolean drainsItself) {
        return new DrainState(domain, target, policy, seen, drainsItself);
    }

    @Override
    public Ids ids() {
        return Ids.NONE;
    }

    @Override
    public @Nullable ManualOverride override() {
        return null;
    }

    @Override
    public Instant dueAt() {
        return NEVER;
    }

    @Override
    public DrainState with(Ids changed) {
        return this;
    }

    @Override
    public DrainState overriddenBy(@Nullable ManualOverride changed) {
        return this;
    }
}
