package io.tidegate.deploy.whatif;

import java.time.Instant;

/** Is told how far a replay is. */
public interface Progress {
    /** For nobody who looks on. */
    Progress SILENT = (_, _) -> {};

    /**
     * A tick was replayed.
     *
     * @param entries of the journal so far
     * @param at what its clock says
     */
    void at(long entries, Instant at);
}
