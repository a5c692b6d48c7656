package io.tidegate.simulatedaws.observation;

import java.util.ArrayList;
import java.util.List;

/** The effective mutations so far, in order. Not thread-safe. */
public final class MutationLog {
    private final List<Mutation> entries = new ArrayList<>();

    public void add(Mutation mutation) {
        entries.add(mutation);
    }

    /** A copy of the log. */
    public List<Mutation> entries() {
        return List.copyOf(entries);
    }
}
