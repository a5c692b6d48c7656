package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How instances leave that a group terminates, and how those come that it launches: what happens while a lifecycle hook holds
 * them. Immutable and valid by construction.
 *
 * @param name unique among all policies
 * @param revision counts the applications of the policy from 1; 0 before it was applied
 * @param enabled a disabled policy commands nothing: hooks time out as they would without it
 * @param target the ECS cluster that the instances belong to, or the one group where there is no cluster
 * @param groups whose hooks are answered; at least one, of a group the group itself
 * @param hook name of the only hook that is answered; empty for all that hold instances of the groups
 * @param balancers that the instances are deregistered from, beside those of the groups
 * @param ladder what happens while an instance takes its time to leave
 * @param spotDeadline from a notice of spot interruption, after which AWS ends the instance in two minutes, to giving up
 * @param launchDeadline from the launch of an instance to giving it up, unless it has registered with the cluster by then
 * @param execution how its commands are carried out
 */
public record DrainPolicy(
        String name,
        int revision,
        boolean enabled,
        Target target,
        List<Target.Group> groups,
        Optional<String> hook,
        Balancers balancers,
        Ladder ladder,
        Duration spotDeadline,
        Duration launchDeadline,
        Execution execution)
        implements Policy {
    // EC2 user guide, "Spot Instance interruption notices": two minutes.
    private static final Duration SPOT_NOTICE = Duration.ofMinutes(2);
    // EC2 Auto Scaling user guide, "Lifecycle hooks": an instance waits for at most 48 hours.
    private static final Duration LONGEST = Duration.ofDays(2);

    public DrainPolicy {
        groups = List.copyOf(groups);
        Check.name(name);
        execution.requireReal("DrainPolicy");
        Check.that(revision >= 0, "revision must be at least 0, was %s", revision);
        Check.that(
                target instanceof Target.Cluster || target instanceof Target.Group,
                "target must be cluster/<cluster> or asg/<name>, was \"%s\"",
                target.text());
        Check.that(!groups.isEmpty(), "groups must name at least one group, was %s", "none");
        Check.that(
                !(target instanceof Target.Group) || groups.equals(List.of(target)),
                "groups must stand with a cluster alone, was %s",
                groups.stream().map(Target::text).toList());
        Check.that(
                groups.stream().allMatch(group -> group.place().equals(target.place())),
                "groups must be in the account and region of the target, was %s",
                groups.stream().map(Target::text).toList());
        Check.that(
                groups.stream().distinct().count() == groups.size(),
                "groups must differ, was %s",
                groups.stream().map(Target::text).toList());
        Check.that(
                spotDeadline.isPositive() && spotDeadline.compareTo(SPOT_NOTICE) <= 0,
                "spot.deadline must be above 0 to 2m, was %s",
                spotDeadline);
        Check.that(
                launchDeadline.isPositive() && launchDeadline.compareTo(LONGEST) <= 0,
                "launching.deadline must be above 0 to 48h, was %s",
                launchDeadline);
    }

    /** The cluster that the instances belong to; empty when they belong to none. */
    public Optional<Target.Cluster> cluster() {
        return target instanceof Target.Cluster cluster ? Optional.of(cluster) : Optional.empty();
    }

    @Override
    public List<Target> targets() {
        return List.of(target);
    }

    /** Nothing: it leaves capacities alone, and a hook that two policies answer is answered once. */
    @Override
    public List<Target> claims() {
        return List.of();
    }

    @Override
    public DrainPolicy withRevision(int revision) {
        return new DrainPolicy(
                name,
                revision,
                enabled,
                target,
                groups,
                hook,
                balancers,
                ladder,
                spotDeadline,
                launchDeadline,
                execution);
    }

    /**
     * Load balancers.
     *
     * @param classic names
     * @param targetGroups ARNs
     */
    public record Balancers(List<String> classic, List<String> targetGroups) {
        /** Those of the groups alone. */
        public static final Balancers NONE = new Balancers(List.of(), List.of());

        private static final Pattern TARGET_GROUP =
                Pattern.compile("arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\\d{12}:targetgroup/.+");

        public Balancers {
            classic = List.copyOf(classic);
            targetGroups = List.copyOf(targetGroups);
            classic.forEach(name -> Check.that(!name.isBlank(), "loadBalancers must have names, was \"%s\"", name));
            targetGroups.forEach(arn -> Check.that(
                    TARGET_GROUP.matcher(arn).matches(),
                    "targetGroups must be ARNs of target groups, was \"%s\"",
                    arn));
        }
    }

    /**
     * What happens while an instance drains, by the time since its notice.
     *
     * @param rungs by rising time, the last of which ends the drain
     */
    public record Ladder(List<Rung> rungs) {
        public Ladder {
            rungs = List.copyOf(rungs);
            Check.that(!rungs.isEmpty(), "escalation must have at least one step, was %s", "none");
            for (int i = 1; i < rungs.size(); i++) {
                var before = rungs.get(i - 1);
                var rung = rungs.get(i);
                Check.that(
                        rung.after().compareTo(before.after()) > 0,
                        "escalation must be in rising order of after, was %s after " + Durations.text(before.after()),
                        Durations.text(rung.after()));
                Check.that(
                        !before.action().ends(),
                        "escalation must end with continue or abandon, was %s before its end",
                        before.action());
            }
            Check.that(
                    rungs.getLast().action().ends(),
                    "escalation must end with continue or abandon, was %s",
                    rungs.getLast().action());
        }

        /** The last rung, by which the instance leaves in any case. */
        public Rung last() {
            return rungs.getLast();
        }
    }

    /**
     * A step of escalation.
     *
     * @param after since the notice: above 0 to 48 h
     */
    public record Rung(Duration after, Escalation action) {
        public Rung {
            Check.that(
                    after.isPositive() && after.compareTo(LONGEST) <= 0,
                    "escalation after must be above 0 to 48h, was %s",
                    after);
        }
    }

    /** What is done about an instance that takes its time. */
    public enum Escalation {
        /** It is told, by a decision of its own. */
        NOTIFY,
        /** Tasks that no service keeps are stopped: draining leaves them alone. */
        STOP_TASKS,
        /** It is waited for no longer, and the instance ends with what runs on it. */
        CONTINUE,
        /** The hook's action is abandoned: remaining hooks are passed over. */
        ABANDON;

        /** Whether nothing follows it. */
        public boolean ends() {
            return this == CONTINUE || this == ABANDON;
        }
    }
}
