package io.tidegate.connectors.aws;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * The launch template that a group launches from.
 *
 * @param id of the template
 * @param version a number, {@code $Latest} or {@code $Default}
 * @param mixed what the group says beside it of the instances that it mixes; empty for a group that mixes none
 */
public record GroupTemplate(String id, String version, Optional<MixedInstancesPolicy> mixed) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Empty for a group that launches from no template. */
    public static Optional<GroupTemplate> of(AutoScalingGroup group) {
        var mixed = Optional.ofNullable(group.mixedInstancesPolicy());
        return Optional.ofNullable(group.launchTemplate())
                .or(() -> mixed.map(MixedInstancesPolicy::launchTemplate)
                        .map(LaunchTemplate::launchTemplateSpecification))
                .map(found -> new GroupTemplate(found.launchTemplateId(), version(found), mixed));
    }

    // EC2 Auto Scaling API reference, LaunchTemplateSpecification, Version: the default value is $Default.
    private static String version(LaunchTemplateSpecification found) {
        return found.version() == null ? "$Default" : found.version();
    }

    /** Whether it is the template of that id. */
    public boolean isFrom(String other) {
        return id.equals(other);
    }

    /** The version where it is one that does not change by itself. */
    public Optional<Long> number() {
        return NUMBER.matcher(version).matches() ? Optional.of(Long.valueOf(version)) : Optional.empty();
    }
}
