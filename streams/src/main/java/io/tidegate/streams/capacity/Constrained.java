package io.tidegate.streams.capacity;

import io.tidegate.streams.capacity.Output.Constraint;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What constraints leave of a wanted capacity: first the cooldown, then the bounds, which hold even while it cools down.
 *
 * @param constraints those that changed something, in order
 * @param cooling end of the cooldown that held it back; null when none did
 */
record Constrained(
        int desired, List<Constraint> constraints, @Nullable Instant cooling) {

    static Constrained of(int raw, int current, @Nullable Instant cooldown, Instant now, Schedule.Effective effective) {
        var constraints = new ArrayList<Constraint>();
        var cooling = cooldown != null && cooldown.isAfter(now) ? cooldown : null;
        int cooled = cooling == null ? raw : current;
        if (cooling != null) {
            constraints.add(new Constraint("cooldown", raw, current, "cooling down until " + cooling));
        }
        int desired = effective.bounds().clamp(cooled);
        if (desired != cooled) {
            constraints.add(bound(effective, cooled, desired));
        }
        return new Constrained(desired, List.copyOf(constraints), cooling);
    }

    /** The same inside bounds that are the target's own. */
    Constrained within(Optional<Bounds> own) {
        int allowed = own.map(bounds -> bounds.clamp(desired)).orElse(desired);
        if (allowed == desired) {
            return this;
        }
        String end = allowed > desired ? "min" : "max";
        var all = new ArrayList<>(constraints);
        all.add(new Constraint("group." + end, desired, allowed, end + " " + allowed + " of the group itself"));
        return new Constrained(allowed, List.copyOf(all), cooling);
    }

    /** What the constraints did, for people: empty, or a text that begins with a comma. */
    String explanation() {
        return constraints.isEmpty() ? "" : ", " + constraints.getLast().explanation();
    }

    private static Constraint bound(Schedule.Effective effective, int before, int after) {
        String end = after > before ? "min" : "max";
        String origin = Schedule.Effective.label(after > before ? effective.min() : effective.max());
        return new Constraint("bounds." + end, before, after, "%s %d of %s".formatted(end, after, origin));
    }
}
