package io.tidegate.streams.decide;

import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.JournalClock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a journal partition keeps its clock, the states of its targets, and what people have overridden. */
public interface TargetStates {

    JournalClock clock();

    void clock(JournalClock clock);

    @Nullable
    Held get(String target);

    void put(Held state);

    void remove(Held state);

    /** All states, sorted by target. */
    SortedMap<String, Held> all();

    /** What people have overridden in a domain, whether or not a policy drives it; null when nothing. */
    @Nullable
    Overridden overridden(String domain);

    void put(Overridden overridden);

    void remove(Overridden overridden);

    /** All overrides, sorted by domain. */
    SortedMap<String, Overridden> allOverridden();

    /** States in memory, for replays and tests. */
    final class InMemory implements TargetStates {
        private final Map<String, Held> states = new HashMap<>(); // Looked up only; given out in order.
        private final TreeMap<String, Overridden> overrides = new TreeMap<>();
        private JournalClock clock = JournalClock.UNSET;

        @Override
        public JournalClock clock() {
            return clock;
        }

        @Override
        public void clock(JournalClock next) {
            clock = next;
        }

        @Override
        public @Nullable Held get(String target) {
            return states.get(target);
        }

        @Override
        public void put(Held state) {
            states.put(state.target(), state);
        }

        @Override
        public void remove(Held state) {
            states.remove(state.target());
        }

        @Override
        public SortedMap<String, Held> all() {
            return new TreeMap<>(states);
        }

        @Override
        public @Nullable Overridden overridden(String domain) {
            return overrides.get(domain);
        }

        @Override
        public void put(Overridden overridden) {
            overrides.put(overridden.domain(), overridden);
        }

        @Override
        public void remove(Overridden overridden) {
            overrides.remove(overridden.domain());
        }

        @Override
        public SortedMap<String, Overridden> allOverridden() {
            return Collections.unmodifiableSortedMap(overrides);
        }
    }
}
