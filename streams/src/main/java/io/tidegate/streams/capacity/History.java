package io.tidegate.streams.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Own actions and their sizes in tasks. Null times mean never.
 *
 * @param events actions that the policy's cooldown, warm-up or pace still counts, oldest first; at most {@link #MAX_EVENTS}
 */
public record History(
        @Nullable Instant lastOutAt, int lastOut, @Nullable Instant lastInAt, int lastIn, List<Event> events) {
    /** Of more the oldest two are taken together, as if both had happened when the later did. */
    static final int MAX_EVENTS = 100;

    static final History NONE = new History(null, 0, null, 0, List.of());

    public History {
        events = List.copyOf(events);
    }

    /** Tasks added and removed at a moment. */
    public record Event(Instant at, int added, int removed) {
        private static Event of(Instant at, int change) {
            return new Event(at, Math.max(0, change), Math.max(0, -change));
        }

        private boolean isWithin(Duration period, Instant now) {
            return at.plus(period).isAfter(now);
        }
    }

    /** With one action more; what is older than {@code memory} is forgotten. */
    History after(int change, Instant at, Duration memory) {
        if (change == 0) {
            return this;
        }
        var kept = new ArrayList<>(
                events.stream().filter(event -> event.isWithin(memory, at)).toList());
        kept.add(Event.of(at, change));
        var bounded = kept.size() > MAX_EVENTS ? joined(kept) : kept;
        return change > 0
                ? new History(at, change, lastInAt, lastIn, bounded)
                : new History(lastOutAt, lastOut, at, -change, bounded);
    }

    private static List<Event> joined(List<Event> events) {
        var one = events.get(0);
        var two = events.get(1);
        var both = new Event(two.at(), one.added() + two.added(), one.removed() + two.removed());
        return Stream.concat(Stream.of(both), events.stream().skip(2)).toList();
    }

    /** Tasks added less than {@code period} ago. */
    int added(Duration period, Instant now) {
        return sum(Event::added, period, now);
    }

    /** Tasks removed less than {@code period} ago. */
    int removed(Duration period, Instant now) {
        return sum(Event::removed, period, now);
    }

    // A plain loop: every evaluation asks it for every rule.
    private int sum(ToIntFunction<Event> tasks, Duration period, Instant now) {
        int sum = 0;
        for (var event : events) {
            sum += event.isWithin(period, now) ? tasks.applyAsInt(event) : 0;
        }
        return sum;
    }

    /** When the first of the actions of a kind that count now counts no more; null without one. */
    @Nullable
    Instant nextExpiry(ToIntFunction<Event> tasks, Duration period, Instant now) {
        for (var event : events) {
            if (tasks.applyAsInt(event) > 0 && event.isWithin(period, now)) {
                return event.at().plus(period);
            }
        }
        return null;
    }

    /** When a scale-in may follow the last action; null for at once. */
    @Nullable
    Instant scaleInAfter(Duration cooldown) {
        var last = lastOutAt == null || (lastInAt != null && lastInAt.isAfter(lastOutAt)) ? lastInAt : lastOutAt;
        return last == null ? null : last.plus(cooldown);
    }
}
