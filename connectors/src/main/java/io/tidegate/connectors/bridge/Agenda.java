package io.tidegate.connectors.bridge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tells which queries are due: each once in every slot of its own interval, on a grid that all instances share, and a new
 * one at once. Not thread-safe.
 */
public final class Agenda<Q> {
    // A reading this close to its slot's start is given that start; a later one would come late under it.
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private final Function<Q, Duration> interval;
    private Map<Q, Instant> lastSlots = Map.of();

    public Agenda(Function<Q, Duration> interval) {
        this.interval = interval;
    }

    /**
     * A query to ask now.
     *
     * @param at event time of a reading taken now: the slot's start, or when that is more than 5 s ago, now in whole
     *     seconds
     */
    public record Due<Q>(Q query, Instant at) {}

    /** The wanted queries that are due, in the order given; those no longer wanted are forgotten. */
    public List<Due<Q>> due(Instant now, Collection<Q> wanted) {
        var due = new ArrayList<Due<Q>>();
        var slots = new HashMap<Q, Instant>();
        for (var query : wanted) {
            var slot = truncated(now, interval.apply(query));
            // Another slot, not a later one: a clock that was set back must not silence a query.
            if (!slot.equals(lastSlots.get(query))) {
                due.add(new Due<>(query, eventTime(slot, now)));
            }
            slots.put(query, slot);
        }
        lastSlots = slots;
        return due;
    }

    private static Instant eventTime(Instant slot, Instant now) {
        boolean prompt = Duration.between(slot, now).compareTo(PROMPT) <= 0;
        return prompt ? slot : truncated(now, Duration.ofSeconds(1));
    }

    /** The last multiple of {@code interval} since the epoch that is not after {@code time}. */
    public static Instant truncated(Instant time, Duration interval) {
        long step = interval.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), step) * step);
    }
}
