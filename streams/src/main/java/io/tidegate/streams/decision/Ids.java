package io.tidegate.streams.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ids are made of.
 *
 * @param epoch clock at the target's first tick; null before it
 * @param commands issued in the epoch
 * @param decisions recorded in the epoch
 */
public record Ids(@Nullable Instant epoch, long commands, long decisions) {
    /** Before the first tick. */
    public static final Ids NONE = new Ids(null, 0, 0);

    /** From the first tick on; the same later. */
    public Ids begun(Instant now) {
        return epoch == null ? new Ids(now, 0, 0) : this;
    }

    /** After one decision more. */
    public Ids decided() {
        return new Ids(epoch, commands, decisions + 1);
    }

    /** After so many commands more. */
    public Ids commanded(long more) {
        return new Ids(epoch, commands + more, decisions);
    }
}
