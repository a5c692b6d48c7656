package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.recurrence.Rate;
import io.tidegate.streams.recurrence.Recurrence;
import io.tidegate.streams.recurrence.Validity;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How new instances come up with the newest image: which images a launch template may take, what a new version of it is made
 * from, and when. Immutable and valid by construction.
 *
 * @param name unique among all policies
 * @param revision counts the applications of the policy from 1; 0 before it was applied
 * @param enabled a disabled policy commands nothing, and keeps what it claims
 * @param target the group that launches from the template, or the ECS cluster of those groups
 * @param template the launch template, claimed by one policy
 * @param groups that launch from it: those pinned to the number of a version are pinned anew
 * @param selector which images it may take
 * @param version what a new version is made of, beside the image
 * @param keepVersions how many versions of the template are kept, 2 to 10,000; empty for all
 * @param refresh how running instances are replaced; empty to leave them alone
 * @param occasions when images are looked for
 * @param execution how its commands are carried out
 */
public record ImagePolicy(
        String name,
        int revision,
        boolean enabled,
        Target target,
        Target.LaunchTemplate template,
        List<Target.Group> groups,
        Selector selector,
        Version version,
        OptionalInt keepVersions,
        Optional<Refresh> refresh,
        Occasions occasions,
        Execution execution)
        implements Policy {
    // EC2 API reference, LaunchTemplate: ids of templates.
    private static final Pattern TEMPLATE = Pattern.compile("lt-[0-9a-f]{8,17}");

    public ImagePolicy {
        groups = List.copyOf(groups);
        Check.name(name);
        execution.requireReal("ImagePolicy");
        Check.that(revision >= 0, "revision must be at least 0, was %s", revision);
        Check.that(
                target instanceof Target.Cluster || target instanceof Target.Group,
                "target must be cluster/<cluster> or asg/<name>, was \"%s\"",
                target.text());
        Check.that(
                TEMPLATE.matcher(template.id()).matches(),
                "launchTemplate must be an id such as lt-0123456789abcdef0, was \"%s\"",
                template.id());
        Check.that(!groups.isEmpty(), "groups must name at least one group, was %s", "none");
        Check.that(
                !(target instanceof Target.Group) || groups.equals(List.of(target)),
                "groups must stand with a cluster alone, was %s",
                texts(groups));
        Check.that(
                groups.stream().allMatch(group -> group.place().equals(target.place()))
                        && template.place().equals(target.place()),
                "groups must be in the account and region of the target, was %s",
                texts(groups));
        Check.that(groups.stream().distinct().count() == groups.size(), "groups must differ, was %s", texts(groups));
        // The default and the one before it, to go back to; EC2 keeps 10,000 (EC2 quotas, launch templates).
        keepVersions.ifPresent(
                most -> Check.that(most >= 2 && most <= 10_000, "keepVersions must be 2 to 10000, was %s", most));
        occasions.before().ifPresent(before -> before.check(target));
    }

    private static List<String> texts(List<Target.Group> groups) {
        return groups.stream().map(Target::text).toList();
    }

    @Override
    public List<Target> targets() {
        return List.of(target);
    }

    /** The template: capacities are left to others. */
    @Override
    public List<Target> claims() {
        return List.of(template);
    }

    @Override
    public ImagePolicy withRevision(int revision) {
        return new ImagePolicy(
                name,
                revision,
                enabled,
                target,
                template,
                groups,
                selector,
                version,
                keepVersions,
                refresh,
                occasions,
                execution);
    }

    /**
     * Which images may be taken: those that are available, not deprecated, and all of this. The newest of them is.
     *
     * @param owners self, amazon, aws-marketplace or account ids; at least one
     * @param name pattern with {@code *} and {@code ?}; empty for every name
     * @param caseSensitive whether the pattern of names is
     * @param tags patterns with {@code *} and {@code ?} by key, as AWS compares them
     * @param architecture in AWS's words; empty for every one
     */
    public record Selector(
            List<String> owners,
            Optional<String> name,
            boolean caseSensitive,
            SortedMap<String, String> tags,
            Optional<String> architecture) {
        /** EC2 API reference, DescribeImages: values of the filter architecture. */
        public static final Set<String> ARCHITECTURES =
                Sorted.copy(Set.of("i386", "x86_64", "arm64", "x86_64_mac", "arm64_mac"));

        private static final Pattern OWNER = Pattern.compile("self|amazon|aws-marketplace|aws-backup-vault|\\d{12}");

        public Selector {
            owners = List.copyOf(owners);
            tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
            Check.that(!owners.isEmpty(), "owners must name at least one owner, was %s", "none");
            owners.forEach(owner -> Check.that(
                    OWNER.matcher(owner).matches(),
                    "owners must be self, amazon, aws-marketplace, aws-backup-vault or account ids, was \"%s\"",
                    owner));
            Check.that(
                    name.isPresent() || !tags.isEmpty(),
                    "name or tags must be given: the newest of all images of an owner is rarely meant, was %s",
                    "none");
            architecture.ifPresent(one -> Check.that(
                    ARCHITECTURES.contains(one), "architecture must be one of " + ARCHITECTURES + ", was \"%s\"", one));
        }
    }

    /**
     * What a new version of the template is made of, beside the image.
     *
     * @param source what it takes over: {@code $Latest}, {@code $Default} or a number
     * @param keyName empty to leave it as in the source
     * @param instanceType empty to leave it as in the source
     * @param securityGroupIds sorted; empty to leave them as in the source
     */
    public record Version(
            String source, Optional<String> keyName, Optional<String> instanceType, List<String> securityGroupIds) {
        private static final Pattern SOURCE = Pattern.compile("\\$Latest|\\$Default|[1-9]\\d{0,8}");
        private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-f]{8,17}");

        public Version {
            securityGroupIds = securityGroupIds.stream().sorted().distinct().toList();
            Check.that(
                    SOURCE.matcher(source).matches(),
                    "source must be $Latest, $Default or a number, was \"%s\"",
                    source);
            // By name they hold in a default VPC alone, and not beside a subnet (EC2 user guide, security groups).
            securityGroupIds.forEach(id -> Check.that(
                    SECURITY_GROUP.matcher(id).matches(),
                    "securityGroupIds must be ids such as sg-0123456789abcdef0, was \"%s\"",
                    id));
        }
    }

    /**
     * How running instances are replaced, by an instance refresh of the group.
     *
     * @param minHealthyPercentage of the group's desired capacity, 0 to 100
     * @param warmup until an instance counts; empty to leave it to the group
     * @param skipMatching whether instances that have the version already stay
     * @param scaleInProtected what becomes of instances that are protected from scale-in
     */
    public record Refresh(
            int minHealthyPercentage, Optional<Duration> warmup, boolean skipMatching, Protected scaleInProtected) {
        public Refresh {
            Check.that(
                    minHealthyPercentage >= 0 && minHealthyPercentage <= 100,
                    "minHealthyPercentage must be 0 to 100, was %s",
                    minHealthyPercentage);
            warmup.ifPresent(time -> Check.that(
                    !time.isNegative() && time.compareTo(Duration.ofHours(24)) <= 0,
                    "instanceWarmup must be 0 to 24h, was %s",
                    time));
        }
    }

    /** What a refresh does with instances that are protected from scale-in, in AWS's words. */
    public enum Protected {
        REFRESH,
        IGNORE,
        WAIT
    }

    /**
     * When images are looked for.
     *
     * @param looks at times of a clock
     * @param onAvailable whether when AWS tells that an image is available
     * @param firings names of firings that people or programs send
     * @param before a scheduled scale-out that the image is to be ready for
     */
    public record Occasions(List<Look> looks, boolean onAvailable, List<String> firings, Optional<Before> before) {
        public Occasions {
            looks = List.copyOf(looks);
            firings = List.copyOf(firings);
            Check.that(
                    !looks.isEmpty() || onAvailable || !firings.isEmpty() || before.isPresent(),
                    "schedule, onImageAvailable, onFirings or before must be given, was %s",
                    "none");
            Check.that(
                    looks.stream().map(Look::name).distinct().count() == looks.size(),
                    "schedule must have names that differ, was %s",
                    looks.stream().map(Look::name).toList());
        }
    }

    /** A time at which images are looked for; a rate needs a start. */
    public record Look(String name, Recurrence when, Validity validity) {
        public Look {
            Check.that(!name.isBlank(), "name must not be empty, was \"%s\"", name);
            boolean begins = validity.start().isPresent() || !(when instanceof Rate);
            Check.that(begins, "start must be given for a rate, was %s", "absent");
        }
    }

    /**
     * A scheduled scale-out that the image is to be ready for.
     *
     * @param target whose schedule it is
     * @param item name of the window or action of that schedule
     * @param lead so long before it images are looked for, above 0 to 24 h
     * @param waitUpTo so long it waits at the most for one that is not ready, 0 to 24 h
     * @param holds whether it waits on then; else it goes on with the image that there is
     */
    public record Before(Target target, String item, Duration lead, Duration waitUpTo, boolean holds) {
        private static final Duration LONGEST = Duration.ofHours(24);

        public Before {
            Check.that(!item.isBlank(), "schedule must not be empty, was \"%s\"", item);
            Check.that(lead.isPositive() && lead.compareTo(LONGEST) <= 0, "lead must be above 0 to 24h, was %s", lead);
            Check.that(
                    !waitUpTo.isNegative() && waitUpTo.compareTo(LONGEST) <= 0,
                    "waitUpTo must be 0 to 24h, was %s",
                    waitUpTo);
        }

        // One order of events holds for both only where they share it.
        private void check(Target ofPolicy) {
            boolean scales = target instanceof Target.Group || target instanceof Target.EcsService;
            Check.that(
                    scales && target.domain().equals(ofPolicy.domain()),
                    "before must have the policy's own group or a service of its cluster as target, was \"%s\"",
                    target.text());
        }
    }
}
