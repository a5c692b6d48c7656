package io.tidegate.connectors.executor.queue;

import java.util.TreeSet;

/** What of a partition was read and has ended: the offset to commit is that of the first command that has not. */
public final class Offsets {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;

    /** Nothing read yet. */
    public Offsets(long position) {
        this.next = position;
    }

    /** A record was read; offsets come in order. */
    public void read(long offset) {
        open.add(offset);
        next = offset + 1;
    }

    /** The command of a record has ended, or the record holds none. */
    public void ended(long offset) {
        open.remove(offset);
    }

    /** Where a new owner has to start. */
    public long committable() {
        return open.isEmpty() ? next : open.first();
    }
}
