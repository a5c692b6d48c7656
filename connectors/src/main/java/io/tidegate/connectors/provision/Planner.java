package io.tidegate.connectors.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;

/**
 * Finds out what is missing. What nobody tagged is not touched: it is left alone where it is as the file wants it, and refused
 * where it is not, unless it is to be taken over. No refusal leaves half of the changes made, for all are found before the first.
 */
public final class Planner {
    private final Home home;
    private final Blueprint blueprint;
    private final Standing standing;
    private final boolean adopt;
    private final Plan.Builder plan = new Plan.Builder();

    private Planner(Home home, Blueprint blueprint, Standing standing, boolean adopt) {
        this.home = home;
        this.blueprint = blueprint;
        this.standing = standing;
        this.adopt = adopt;
    }

    /**
     * What is missing.
     *
     * @param adopt whether what is not tagged is taken over: tagged, and made as the file wants it
     */
    public static Plan plan(Home home, Blueprint blueprint, Standing standing, boolean adopt) {
        var planner = new Planner(home, blueprint, standing, adopt);
        blueprint.resources().forEach(planner::add);
        return planner.plan.build();
    }

    private void add(Resource resource) {
        switch (resource) {
            case Queue queue -> tagged(QueueSteps.of(queue, home));
            case EventRule rule -> tagged(RuleSteps.of(rule, home));
            case LaunchTemplate template -> template(template);
            case Group group -> tagged(GroupSteps.of(group, creation(group)));
            case GroupReference group -> require(group.id(), "have a launchTemplate, where it is to be made");
            case Hook hook -> hook(hook);
            case Provider provider -> tagged(ProviderSteps.of(provider, home));
            case ClusterProviders cluster -> cluster(cluster);
            case ScalableTarget target -> tagged(TargetSteps.of(target));
        }
    }

    private CreateAutoScalingGroupRequest creation(Group group) {
        return group.creation(blueprint.hooksOf(group.name()), home, blueprint.queue());
    }

    private void tagged(Steps steps) {
        var stands = standing.find(steps.id());
        if (stands.isEmpty()) {
            plan.differs(steps.id(), steps.made().anew());
            steps.refusal(Optional.empty()).ifPresent(plan::refuse);
            steps.create().forEach(plan::change);
            return;
        }
        var differences = steps.compared().against(stands.get().members());
        if (!stands.get().ours() && !adopt) {
            plan.differs(steps.id(), differences);
            leave(steps.id(), differences);
            return;
        }
        var all = new ArrayList<>(differences);
        if (!stands.get().ours()) {
            all.addFirst(new Difference("Tags[%s]".formatted(Marker.KEY), Optional.empty(), Marker.VALUE));
            plan.change(steps.adopt());
        }
        plan.differs(steps.id(), all);
        if (!differences.isEmpty()) {
            steps.refusal(Optional.of(differences)).ifPresent(plan::refuse);
            steps.update(stands.get(), differences).forEach(plan::change);
        }
    }

    private void template(LaunchTemplate template) {
        var stands = standing.find(template.id());
        if (stands.isPresent()) {
            if (!stands.get().ours()) {
                plan.refuse("%s must bear the tag %s=%s to be launched from, for it was not made of the launch"
                                .formatted(template.id(), Marker.KEY, Marker.VALUE)
                        + " configuration; name it as launchTemplate instead");
            }
            return;
        }
        var name = List.of(new Difference("LaunchTemplateName", Optional.empty(), template.name()));
        plan.differs(template.id(), name);
        template.creation()
                .ifPresentOrElse(
                        request -> plan.change(new TemplateChange.CreateLaunchTemplate(template, request, name)),
                        () -> plan.refuse("%s must be made of the launch configuration %s, which does not stand"
                                .formatted(template.id(), template.name())));
    }

    private void leave(ResourceId id, List<Difference> differences) {
        if (differences.isEmpty()) {
            plan.note("%s is as it shall be, and stays without the tag %s=%s".formatted(id, Marker.KEY, Marker.VALUE));
        } else {
            plan.refuse("%s must bear the tag %s=%s to be changed, or be taken over with --adopt, bore none; %s differs"
                    .formatted(
                            id,
                            Marker.KEY,
                            Marker.VALUE,
                            differences.stream().map(Difference::member).collect(Collectors.joining(", "))));
        }
    }

    // It belongs to its group where that is ours, and else tells by its name whose it is.
    private void hook(Hook hook) {
        var stands = standing.find(hook.id());
        var wanted = hook.members(home, blueprint.queue());
        var differences = stands.map(found -> wanted.against(found.members())).orElseGet(wanted::anew);
        plan.differs(hook.id(), differences);
        var group = standing.find(new ResourceId(Kind.GROUP, hook.group()));
        if (differences.isEmpty() || group.isEmpty()) {
            return; // What does not stand is made with its group.
        }
        if (stands.isPresent() && !group.get().ours() && !hook.isNamedOurs() && !adopt) {
            leave(hook.id(), differences);
        } else {
            var request = HookShapes.request(hook, home, blueprint.queue());
            plan.change(new HookChange.PutLifecycleHook(hook, request, differences));
        }
    }

    private void cluster(ClusterProviders cluster) {
        require(cluster.id(), "exist before it gets capacity providers");
        standing.find(cluster.id()).ifPresent(stands -> {
            var whole = cluster.members(stands.members());
            var differences = whole.against(stands.members());
            plan.differs(cluster.id(), differences);
            if (!differences.isEmpty()) {
                plan.change(new ClusterChange.PutClusterCapacityProviders(cluster, whole, differences));
            }
        });
    }

    private void require(ResourceId id, String what) {
        if (standing.find(id).isEmpty()) {
            plan.refuse("%s must %s, but does not stand".formatted(id, what));
        }
    }
}
