package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.template.TemplateReference;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who goes when a group has too many: in the zone that has most, by the group's policies in their order, and by age where they
 * leave it open. Who is protected never does.
 *
 * @param template of the group, or null when it has none
 */
record ScaleIn(List<TerminationPolicy> policies, @Nullable TemplateReference template, Instant now) {

    /** The first to go of those that a group wants. */
    Optional<Instance> victim(List<Instance> wanted) {
        var inZone = new HashMap<String, Long>();
        wanted.forEach(instance -> inZone.merge(instance.zone(), 1L, Long::sum));
        var order = Comparator.<Instance>comparingLong(instance -> -inZone.getOrDefault(instance.zone(), 0L));
        for (var policy : policies) {
            order = order.thenComparing(policy.order(template, now));
        }
        return wanted.stream()
                .filter(instance -> !instance.isProtected())
                .min(order.thenComparing(Instance::launchedAt).thenComparing(Instance::id));
    }
}
