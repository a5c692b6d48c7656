package io.tidegate.simulatedaws.bus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The event buses of the account, whatever their names: the events that they took, and entries that are to fail. Not thread-safe. */
public final class EventBuses {
    private static final int MOST_KEPT = 100_000;

    private final Deque<PublishedEvent> events = new ArrayDeque<>();
    private final Deque<String> failures = new ArrayDeque<>();
    private long taken;

    /** The latest events, in their order; a copy. */
    public List<PublishedEvent> events() {
        return List.copyOf(events);
    }

    /** Lets the next {@code entries} entries fail one by one with {@code code}, while others of their request succeed. */
    public void failNext(String code, int entries) {
        for (int i = 0; i < entries; i++) {
            failures.add(code);
        }
    }

    /** The error that the next entry meets, if it is to fail. */
    Optional<String> nextFailure() {
        return Optional.ofNullable(failures.poll());
    }

    String nextId() {
        return "00000000-0000-4000-9000-%012x".formatted(++taken);
    }

    void take(PublishedEvent event) {
        if (events.size() == MOST_KEPT) {
            events.removeFirst();
        }
        events.addLast(event);
    }
}
