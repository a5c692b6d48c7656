package io.tidegate.simulatedaws.group;

import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import io.tidegate.simulatedaws.template.TemplateReference;
import org.jspecify.annotations.Nullable;

/**
 * A group that is to be.
 *
 * @param desired instances, all in service; inside the bounds
 * @param protectsNew whether instances are protected from scale-in
 * @param template that they are launched from, or null for what nobody asks about
 */
public record GroupPlan(
        String name,
        Bounds bounds,
        int desired,
        boolean protectsNew,
        @Nullable TemplateReference template) {
    public GroupPlan {
        if (bounds.pull(desired) != desired) {
            throw new IllegalArgumentException(
                    "desired must be in " + bounds.minimum() + ".." + bounds.maximum() + ", was " + desired);
        }
    }

    /** Without protection and template. */
    public static GroupPlan of(String name, int minimum, int maximum, int desired) {
        return new GroupPlan(name, new Bounds(minimum, maximum), desired, false, null);
    }

    /** The same with instances that are protected from scale-in. */
    public GroupPlan protectingNew() {
        return new GroupPlan(name, bounds, desired, true, template);
    }

    /** The same with instances of a launch template. */
    public GroupPlan from(TemplateReference newTemplate) {
        return new GroupPlan(name, bounds, desired, protectsNew, newTemplate);
    }
}
