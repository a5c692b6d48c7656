package io.tidegate.streams.schedule;

import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.ScheduleItem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bounds laid over each other, the topmost first: each end is that of the topmost item that sets it, else the policy's own.
 * Where the ends would cross, the upper item's holds and the other follows it.
 *
 * @param min null until an item sets it
 * @param max null until an item sets it
 */
record Layers(@Nullable Limit min, @Nullable Limit max) {

    /**
     * One end.
     *
     * @param item what set it; empty for the policy itself
     */
    record Limit(int value, Optional<ScheduleItem> item) {}

    static Schedule.Effective over(Bounds bounds, List<ScheduleItem> topmostFirst) {
        Layers layers = new Layers(null, null);
        for (ScheduleItem item : topmostFirst) {
            layers = layers.above(item);
        }
        Limit min = layers.lower(new Limit(bounds.min(), Optional.empty()));
        Limit max = layers.upper(new Limit(bounds.max(), Optional.empty()));
        return new Schedule.Effective(new Bounds(min.value(), max.value()), min.item(), max.item());
    }

    private Layers above(ScheduleItem item) {
        Optional<ScheduleItem> origin = Optional.of(item);
        var itsMin = item.bounds().min();
        var itsMax = item.bounds().max();
        return new Layers(
                itsMin.isPresent() ? lower(new Limit(itsMin.getAsInt(), origin)) : min,
                itsMax.isPresent() ? upper(new Limit(itsMax.getAsInt(), origin)) : max);
    }

    private Limit lower(Limit below) {
        if (min != null) {
            return min;
        }
        return max != null && max.value() < below.value() ? max : below;
    }

    private Limit upper(Limit below) {
        if (max != null) {
            return max;
        }
        return min != null && min.value() > below.value() ? min : below;
    }
}
