package io.tidegate.connectors.executor.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What of a partition was read and has ended: the offset to commit is that of the first command that has not. */
public final class Offsets {
    private final TreeSet<Long> open = new TreeSet<>();
    private final Map<String, List<Long>> ofCommand = new HashMap<>();
    private long next;

    /** Nothing read yet. */
    public Offsets(long position) {
        this.next = position;
    }

    /** A command was read; offsets come in order, and one command may come at several. */
    public void read(long offset, String commandId) {
        open.add(offset);
        ofCommand.computeIfAbsent(commandId, _ -> new ArrayList<>()).add(offset);
        next = offset + 1;
    }

    /** A record was read that has nothing to wait for. */
    public void skip(long offset) {
        next = offset + 1;
    }

    /** A command has ended, wherever it was read. */
    public void ended(String commandId) {
        var offsets = ofCommand.remove(commandId);
        if (offsets != null) {
            offsets.forEach(open::remove);
        }
    }

    /** Where a new owner has to start. */
    public long committable() {
        return open.isEmpty() ? next : open.first();
    }
}
