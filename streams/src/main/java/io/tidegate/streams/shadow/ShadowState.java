package io.tidegate.streams.shadow;

import io.tidegate.streams.capacity.CapacityState;
import java.time.Instant;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may influence the next decision of one shadow about one target, except the clock. Immutable.
 *
 * @param decider state of the decider, which knows no capacity but the virtual one
 * @param capacity what the target would have; null until it was observed
 * @param virtual what would have worked
 * @param censoredUntil by alias: end of the last pane in which the real metric was saturated
 */
public record ShadowState(
        CapacityState decider,
        @Nullable VirtualCapacity capacity,
        Presence virtual,
        RealCapacity real,
        SortedMap<String, Instant> censoredUntil) {
    public ShadowState {
        censoredUntil = Collections.unmodifiableSortedMap(new TreeMap<>(censoredUntil));
    }

    /** What it watches. */
    public String target() {
        return decider.target();
    }

    /** Its name. */
    public String policy() {
        return decider.policy().name();
    }

    /** As last observed; empty before. */
    public OptionalInt realDesired() {
        return real.desired();
    }

    /** Of the virtual capacity; empty before the target was observed. */
    public OptionalInt desired() {
        return capacity == null ? OptionalInt.empty() : OptionalInt.of(capacity.desired());
    }

    static ShadowState taken(CapacityState decider) {
        return new ShadowState(decider, null, Presence.NONE, RealCapacity.UNKNOWN, new TreeMap<>());
    }

    /** Where it is kept: sorted by target. */
    static String key(String target, String policy) {
        return target + "|" + policy;
    }

    /** Where this one is kept. */
    public String key() {
        return key(decider.target(), decider.policy().name());
    }

    ShadowState with(CapacityState changed) {
        return changed.equals(decider) ? this : new ShadowState(changed, capacity, virtual, real, censoredUntil);
    }

    ShadowState with(RealCapacity changed) {
        return new ShadowState(decider, capacity, virtual, changed, censoredUntil);
    }

    /** So much it would have from now on. */
    ShadowState having(VirtualCapacity changed, Instant now) {
        return changed.equals(capacity)
                ? this
                : new ShadowState(decider, changed, virtual.from(now, changed.running()), real, censoredUntil);
    }

    /** AWS knows the target no more. */
    ShadowState gone() {
        return new ShadowState(decider, null, Presence.NONE, real.gone(), censoredUntil);
    }

    ShadowState censoring(String alias, Instant until) {
        var before = censoredUntil.get(alias);
        if (before != null && !until.isAfter(before)) {
            return this;
        }
        var next = new TreeMap<>(censoredUntil);
        next.put(alias, until);
        return new ShadowState(decider, capacity, virtual, real, next);
    }
}
