package io.tidegate.streams.replay;

import io.tidegate.streams.decide.Held;
import io.tidegate.streams.journal.Input.Overridden;
import io.tidegate.streams.journal.JournalClock;
import java.util.List;
import java.util.Optional;

/**
 * A domain as a snapshot has it.
 *
 * @param offset of the last journal entry that the states contain
 */
public record Seed(
        String domain,
        int partition,
        long offset,
        JournalClock clock,
        List<Held> states,
        Optional<Overridden> overridden) {
    public Seed {
        states = List.copyOf(states);
    }
}
