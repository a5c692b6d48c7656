package io.tidegate.connectors.executor.target;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * What a group launches from.
 *
 * @param template id of the launch template
 * @param version a number, {@code $Latest} or {@code $Default}
 * @param mixed for a group that mixes instances
 */
record Launches(String template, String version, Optional<MixedInstancesPolicy> mixed) {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Empty for a group that launches from no template. */
    static Optional<Launches> of(AutoScalingGroup group) {
        var mixed = Optional.ofNullable(group.mixedInstancesPolicy());
        return Optional.ofNullable(group.launchTemplate())
                .or(() -> mixed.map(MixedInstancesPolicy::launchTemplate)
                        .map(LaunchTemplate::launchTemplateSpecification))
                .map(found -> new Launches(found.launchTemplateId(), version(found), mixed));
    }

    // EC2 Auto Scaling API reference, LaunchTemplateSpecification, Version: the default value is $Default.
    private static String version(LaunchTemplateSpecification found) {
        return found.version() == null ? "$Default" : found.version();
    }

    boolean isFrom(String other) {
        return template.equals(other);
    }

    /** The version where it is pinned to one. */
    Optional<Long> number() {
        return NUMBER.matcher(version).matches() ? Optional.of(Long.valueOf(version)) : Optional.empty();
    }
}
