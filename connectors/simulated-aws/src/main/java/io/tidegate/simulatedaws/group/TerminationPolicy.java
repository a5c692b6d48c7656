package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.template.TemplateReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a group looks at when it chooses who goes at a scale-in (EC2 Auto Scaling user guide, "Configure termination policies"). */
enum TerminationPolicy {
    /** The oldest launch template, and of these who is closest to the next hour that is billed. */
    DEFAULT("Default"),
    OLDEST_INSTANCE("OldestInstance"),
    NEWEST_INSTANCE("NewestInstance"),
    OLDEST_LAUNCH_TEMPLATE("OldestLaunchTemplate"),
    CLOSEST_TO_NEXT_INSTANCE_HOUR("ClosestToNextInstanceHour"),
    /** Makes no difference, for no instance has a launch configuration. */
    OLDEST_LAUNCH_CONFIGURATION("OldestLaunchConfiguration"),
    /** Makes no difference, for no group has instances of several types. */
    ALLOCATION_STRATEGY("AllocationStrategy");

    private static final long HOUR = Duration.ofHours(1).toSeconds();

    private final String text;

    TerminationPolicy(String text) {
        this.text = text;
    }

    /** As AWS spells it. */
    String text() {
        return text;
    }

    /** Reads AWS's spelling. */
    static Optional<TerminationPolicy> of(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text.equals(text))
                .findFirst();
    }

    /**
     * Who goes first is least.
     *
     * @param template of the group, or null when it has none
     */
    Comparator<Instance> order(@Nullable TemplateReference template, Instant now) {
        return switch (this) {
            case DEFAULT -> byTemplate(template).thenComparingLong(instance -> toNextHour(instance, now));
            case OLDEST_INSTANCE -> Comparator.comparing(Instance::launchedAt);
            case NEWEST_INSTANCE -> Comparator.comparing(Instance::launchedAt).reversed();
            case OLDEST_LAUNCH_TEMPLATE -> byTemplate(template);
            case CLOSEST_TO_NEXT_INSTANCE_HOUR -> Comparator.comparingLong(instance -> toNextHour(instance, now));
            case OLDEST_LAUNCH_CONFIGURATION, ALLOCATION_STRATEGY -> (_, _) -> 0;
        };
    }

    // Who has no template goes before who has another one than the group, and who has the group's goes by its version.
    private static Comparator<Instance> byTemplate(@Nullable TemplateReference template) {
        return Comparator.comparingLong(instance -> {
            var blueprint = instance.blueprint();
            if (blueprint == null) {
                return -1;
            }
            return template != null && blueprint.templateId().equals(template.id()) ? blueprint.version() : 0;
        });
    }

    private static long toNextHour(Instance instance, Instant now) {
        return HOUR - Duration.between(instance.launchedAt(), now).toSeconds() % HOUR;
    }
}
