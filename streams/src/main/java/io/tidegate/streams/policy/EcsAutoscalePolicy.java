package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster file of structurely/ecs-autoscale, which decides a cluster's instances and the services that it names. Immutable.
 *
 * @param name unique among all policies
 * @param revision counts the applications of the policy from 1; 0 before it was applied
 * @param enabled a disabled policy commands nothing
 * @param target the cluster
 * @param group the Auto Scaling group that launches its instances
 * @param bounds that the group is set to; where the file does not give one, the widest there is
 * @param services that the file names, enabled or not
 * @param document the file's text, constants resolved, secret placeholders kept; all else follows from it
 * @param metrics what the metric sources of enabled services yield, one for each statistic
 */
public record EcsAutoscalePolicy(
        String name,
        int revision,
        boolean enabled,
        Target.Cluster target,
        Target.Group group,
        Bounds bounds,
        List<Target.EcsService> services,
        String document,
        List<Metric> metrics)
        implements Policy {

    /** What stands for bounds that a file does not give. */
    public static final Bounds WIDEST = new Bounds(0, TargetKind.GROUP.limit());

    public EcsAutoscalePolicy {
        services = List.copyOf(services);
        metrics = List.copyOf(metrics);
        Check.name(name);
        Check.that(revision >= 0, "revision must be at least 0, was %s", revision);
        Check.that(
                target.place().equals(group.place()),
                "group must be in the account and region of the target, was \"%s\"",
                group.text());
        for (var service : services) {
            Check.that(
                    service.domain().equals(target.text()),
                    "services must be of the cluster \"%s\", was %%s".formatted(target.cluster()),
                    service.text());
        }
        var aliases = metrics.stream().map(Metric::alias).toList();
        Check.that(
                aliases.stream().distinct().count() == aliases.size(),
                "metrics must have different aliases, was %s",
                aliases);
    }

    // The file has no words for it.
    @Override
    public Execution execution() {
        return Execution.DEFAULT;
    }

    @Override
    public List<Target> targets() {
        return List.of(target);
    }

    @Override
    public List<Target> claims() {
        var claims = new ArrayList<Target>(List.of(target, group));
        claims.addAll(services);
        return List.copyOf(claims);
    }

    @Override
    public EcsAutoscalePolicy withRevision(int revision) {
        return new EcsAutoscalePolicy(name, revision, enabled, target, group, bounds, services, document, metrics);
    }

    /** Leaves out the document, whose source fields may hold a secret. */
    @Override
    public String toString() {
        return "EcsAutoscalePolicy[name=%s, revision=%d]".formatted(name, revision);
    }
}
