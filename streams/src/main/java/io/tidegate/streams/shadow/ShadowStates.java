package io.tidegate.streams.shadow;

import io.tidegate.streams.journal.JournalClock;
import java.util.SortedMap;

/** Where the shadows of a journal partition keep their clock and their states. */
public interface ShadowStates {

    JournalClock clock();

    void clock(JournalClock clock);

    /** All states, by {@link ShadowState#key}; a live view. */
    SortedMap<String, ShadowState> all();

    void put(ShadowState state);

    void remove(String key);
}
