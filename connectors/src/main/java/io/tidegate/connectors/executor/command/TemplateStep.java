package io.tidegate.connectors.executor.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;

/** A step about a launch template, or about a group that launches from it. */
public sealed interface TemplateStep extends Order.Step {

    /** Id of the launch template. */
    String template();

    /** A step about the template itself. */
    sealed interface OfTemplate extends TemplateStep {
        @Override
        default ApiCategory change() {
            return ApiCategory.LAUNCH_TEMPLATE_CHANGE;
        }

        @Override
        default Set<ApiCategory> reads() {
            return Set.of(ApiCategory.LAUNCH_TEMPLATE_READ);
        }
    }

    /** A step about a group that launches from it. */
    sealed interface OfGroup extends TemplateStep {
        /** Name of the group. */
        String group();

        @Override
        default ApiCategory change() {
            return ApiCategory.GROUP_CHANGE;
        }

        @Override
        default Set<ApiCategory> reads() {
            return Set.of(ApiCategory.GROUP_READ);
        }
    }

    /**
     * The template gets a version with another image.
     *
     * @param source version that it is like in all else: {@code $Latest}, {@code $Default} or a number
     * @param token of the client: what is made twice with it is one
     * @param kept what AWS does not take over from the source by itself; nothing before a look
     */
    record NewVersion(String template, String image, String source, String token, Overrides overrides, Kept kept)
            implements OfTemplate {
        /** Before a look. */
        public NewVersion(String template, String image, String source, String token, Overrides overrides) {
            this(template, image, source, token, overrides, Kept.NOTHING);
        }

        /** The same from the source that a look has found. */
        public NewVersion of(long number, Kept inSource) {
            return new NewVersion(template, image, String.valueOf(number), token, overrides, inSource);
        }

        @Override
        public String toString() {
            return "make a version of %s with %s".formatted(template, image);
        }
    }

    /**
     * What a version has other than its source, beside its image.
     *
     * @param keyName empty for that of the source
     * @param instanceType empty for that of the source
     * @param securityGroupIds empty for those of the source
     */
    record Overrides(Optional<String> keyName, Optional<String> instanceType, List<String> securityGroupIds) {
        public Overrides {
            securityGroupIds = List.copyOf(securityGroupIds);
        }
    }

    /**
     * What a version has to say once more, for AWS would leave it out or refuse the rest with it.
     *
     * @param interfaces all of the source; empty where they are taken over by themselves
     * @param devices all of the source; empty where they are taken over by themselves
     */
    record Kept(
            List<LaunchTemplateInstanceNetworkInterfaceSpecificationRequest> interfaces,
            List<LaunchTemplateBlockDeviceMappingRequest> devices) {
        /** All is taken over by itself. */
        public static final Kept NOTHING = new Kept(List.of(), List.of());

        public Kept {
            interfaces = List.copyOf(interfaces);
            devices = List.copyOf(devices);
        }
    }

    /** The default of the template becomes another version. */
    record SetDefault(String template, long version) implements OfTemplate {
        @Override
        public String toString() {
            return "make version %d the default of %s".formatted(version, template);
        }
    }

    /**
     * Old versions of the template go, {@value #MOST} at the most: whoever wants more to go orders it again.
     *
     * @param left those that a look has found to be used, each with who uses it
     */
    record DeleteVersions(String template, List<Long> versions, List<String> left) implements OfTemplate {
        /** DeleteLaunchTemplateVersions takes no more (EC2 API reference). */
        public static final int MOST = 200;

        /** Before a look. */
        public DeleteVersions(String template, List<Long> versions) {
            this(template, versions, List.of());
        }

        public DeleteVersions {
            versions = versions.stream().sorted().distinct().toList();
            left = List.copyOf(left);
        }

        /** The same about what a look has found: the first of those that nothing uses. */
        public DeleteVersions of(Collection<Long> unused, Collection<String> used) {
            return new DeleteVersions(
                    template, unused.stream().sorted().limit(MOST).toList(), List.copyOf(used));
        }

        @Override
        public Set<ApiCategory> reads() {
            return Set.of(ApiCategory.LAUNCH_TEMPLATE_READ, ApiCategory.GROUP_READ);
        }

        @Override
        public String toString() {
            return "delete versions %s of %s".formatted(versions, template);
        }
    }

    /**
     * A group launches from another version of the template.
     *
     * @param mixed what the group says beside it of the instances that it mixes, as a look has found it; empty for a group
     *     that mixes none, and before a look
     */
    record PinGroup(String template, String group, long version, Optional<MixedInstancesPolicy> mixed)
            implements OfGroup {
        /** Before a look. */
        public PinGroup(String template, String group, long version) {
            this(template, group, version, Optional.empty());
        }

        /** The same about the group that a look has found. */
        public PinGroup of(Optional<MixedInstancesPolicy> found) {
            return new PinGroup(template, group, version, found);
        }

        @Override
        public String toString() {
            return "let %s launch from version %d of %s".formatted(group, version, template);
        }
    }

    /**
     * Running instances of a group are replaced.
     *
     * @param issuedAt a refresh that begins from then on is the one that is wanted, whoever begins it
     */
    record RefreshInstances(String template, String group, Instant issuedAt, Preferences preferences)
            implements OfGroup {
        // AWS tells whole seconds, by a clock that may be behind ours. The template was changed by an earlier command,
        // after which it was observed anew: more than this before.
        private static final Duration SLACK = Duration.ofSeconds(5);

        /** Whether a refresh that began then is the one that is wanted. */
        public boolean isBegunBy(Instant start) {
            return !start.isBefore(issuedAt.truncatedTo(ChronoUnit.SECONDS).minus(SLACK));
        }

        @Override
        public String toString() {
            return "refresh the instances of " + group;
        }
    }

    /**
     * How instances are replaced.
     *
     * @param minHealthyPercentage of the group's desired capacity that stays in service
     * @param skipMatching whether those that are as the group launches them stay
     * @param scaleInProtected what becomes of those that are protected
     * @param instanceWarmupSeconds empty leaves it to the group
     */
    record Preferences(
            int minHealthyPercentage,
            boolean skipMatching,
            ScaleInProtected scaleInProtected,
            OptionalInt instanceWarmupSeconds) {}

    /** What becomes of instances that are protected from scale-in when their group is refreshed. */
    enum ScaleInProtected {
        /** They are replaced as the others are. */
        REFRESH,
        /** They stay. */
        IGNORE,
        /** They are waited for, until the protection goes. */
        WAIT
    }
}
