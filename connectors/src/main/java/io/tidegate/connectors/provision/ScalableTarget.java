package io.tidegate.connectors.provision;

import io.tidegate.connectors.aws.ScalableTargetId;
import io.tidegate.schemas.naming.Target;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Application Auto Scaling knows of a service or another target.
 *
 * @param keepBounds whether bounds that stand stay, for a policy that sets them itself
 * @param suspended which activities of AWS's own are suspended
 */
public record ScalableTarget(Target target, int min, int max, boolean keepBounds, Set<Activity> suspended)
        implements Resource {

    public ScalableTarget {
        suspended = Set.copyOf(suspended);
        ScalableTargetId.of(target);
        if (!target.place().equals(Target.Place.DEFAULT)) {
            throw new IllegalArgumentException(
                    "target must be without account and region, was \"%s\"".formatted(target.text()));
        }
        if (min < 0 || max < min) {
            throw new IllegalArgumentException(
                    "max must be at least min, and min at least 0, were %d and %d".formatted(max, min));
        }
    }

    /** What AWS's policies and schedules do to a target. */
    public enum Activity {
        SCALE_IN("DynamicScalingInSuspended"),
        SCALE_OUT("DynamicScalingOutSuspended"),
        SCHEDULE("ScheduledScalingSuspended");

        private final String member;

        Activity(String member) {
            this.member = member;
        }

        /** As files spell it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String member() {
            return "SuspendedState." + member;
        }
    }

    @Override
    public ResourceId id() {
        return new ResourceId(Kind.TARGET, target.path());
    }

    /** What AWS calls it. */
    public ScalableTargetId aws() {
        return ScalableTargetId.of(target);
    }

    /** Its members when nothing stands. */
    public Members members() {
        return members(min, max, suspended);
    }

    /** What shall be compared with what stands. */
    Members compared() {
        var members = new TreeMap<>(members().values());
        if (keepBounds) {
            members.keySet().removeIf(member -> member.endsWith("Capacity"));
        }
        return new Members(members);
    }

    /** As members, for what stands and what shall. */
    public static Members members(int min, int max, Set<Activity> suspended) {
        var members = new TreeMap<String, String>();
        members.put("MinCapacity", String.valueOf(min));
        members.put("MaxCapacity", String.valueOf(max));
        for (var activity : Activity.values()) {
            members.put(activity.member(), String.valueOf(suspended.contains(activity)));
        }
        return new Members(members);
    }
}
