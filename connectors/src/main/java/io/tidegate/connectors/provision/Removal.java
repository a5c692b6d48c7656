package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out how to take away what was made, and only that, each before what it needs. */
public final class Removal {
    private final Blueprint blueprint;
    private final Standing standing;
    private final boolean force;
    private final Plan.Builder plan = new Plan.Builder();

    private Removal(Blueprint blueprint, Standing standing, boolean force) {
        this.blueprint = blueprint;
        this.standing = standing;
        this.force = force;
    }

    /**
     * What goes.
     *
     * @param force whether groups go with their instances
     */
    public static Plan plan(Blueprint blueprint, Standing standing, boolean force) {
        var removal = new Removal(blueprint, standing, force);
        blueprint.resources().reversed().forEach(removal::add);
        return removal.plan.build();
    }

    private void add(Resource resource) {
        switch (resource) {
            case Queue queue -> remove(queue.id(), List.of(new QueueChange.DeleteQueue(queue)));
            case EventRule rule ->
                remove(rule.id(), List.of(new RuleChange.RemoveTargets(rule), new RuleChange.DeleteRule(rule)));
            case LaunchTemplate template ->
                remove(template.id(), List.of(new TemplateChange.DeleteLaunchTemplate(template)));
            case Group group -> group(group);
            case GroupReference _ -> {}
            case Hook hook -> hook(hook);
            case Provider provider ->
                remove(provider.id(), List.of(new ProviderChange.DeleteCapacityProvider(provider)));
            case ClusterProviders cluster -> cluster(cluster);
            case ScalableTarget target ->
                remove(target.id(), List.of(new TargetChange.DeregisterScalableTarget(target)));
        }
    }

    private void remove(ResourceId id, List<? extends Change> calls) {
        if (isOurs(id)) {
            calls.forEach(plan::change);
        } else if (standing.find(id).isPresent()) {
            plan.note("%s stays, for it does not bear the tag %s=%s".formatted(id, Marker.KEY, Marker.VALUE));
        }
    }

    private boolean isOurs(ResourceId id) {
        return standing.find(id).filter(Stands::ours).isPresent();
    }

    private void group(Group group) {
        int busy = standing.find(group.id()).map(Stands::busy).orElse(0);
        if (busy > 0 && isOurs(group.id()) && !force) {
            plan.refuse("%s must have no instances, or go with them by --force, had %d".formatted(group.id(), busy));
        }
        remove(group.id(), List.of(new GroupChange.DeleteAutoScalingGroup(group, busy > 0)));
    }

    // Of a group that goes, its hooks go with it.
    private void hook(Hook hook) {
        boolean withItsGroup =
                blueprint.all(Group.class).anyMatch(group -> group.name().equals(hook.group()) && isOurs(group.id()));
        if (standing.find(hook.id()).isEmpty() || withItsGroup) {
            return;
        }
        if (hook.isNamedOurs()) {
            plan.change(new HookChange.DeleteLifecycleHook(hook));
        } else {
            plan.note("%s stays, for its name does not begin with %s and its group is not ours"
                    .formatted(hook.id(), Marker.HOOK_PREFIX));
        }
    }

    // A provider that a cluster has cannot be deleted.
    private void cluster(ClusterProviders cluster) {
        Set<String> gone = blueprint
                .all(Provider.class)
                .filter(provider -> isOurs(provider.id()))
                .map(Provider::name)
                .collect(Collectors.toSet());
        Optional<Members> stands = standing.find(cluster.id()).map(Stands::members);
        stands.ifPresent(members -> {
            var whole = ClusterProviders.without(members, gone::contains);
            var differences = whole.against(members);
            if (!differences.isEmpty()) {
                plan.change(new ClusterChange.PutClusterCapacityProviders(cluster, whole, differences));
            }
        });
    }
}
