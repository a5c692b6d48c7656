package io.tidegate.streams.decide;

import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.journal.JournalClock;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a journal partition keeps its clock and the states of its targets. */
public interface TargetStates {

    JournalClock clock();

    void clock(JournalClock clock);

    @Nullable
    CapacityState get(String target);

    /** Null removes it. */
    void put(String target, @Nullable CapacityState state);

    /** All states, sorted by target. */
    SortedMap<String, CapacityState> all();

    /** States in memory, for replays and tests. */
    final class InMemory implements TargetStates {
        private final TreeMap<String, CapacityState> states = new TreeMap<>();
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
        public @Nullable CapacityState get(String target) {
            return states.get(target);
        }

        @Override
        public void put(String target, @Nullable CapacityState state) {
            if (state == null) {
                states.remove(target);
            } else {
                states.put(target, state);
            }
        }

        @Override
        public SortedMap<String, CapacityState> all() {
            return new TreeMap<>(states);
        }
    }
}
