package io.tidegate.streams.replay;

import io.tidegate.streams.capacity.CapacityState;
import io.tidegate.streams.journal.JournalClock;
import java.util.SortedMap;

/**
 * A domain as a snapshot has it.
 *
 * @param offset of the last journal entry that the states contain
 * @param states by target
 */
public record Seed(
        String domain, int partition, long offset, JournalClock clock, SortedMap<String, CapacityState> states) {}
