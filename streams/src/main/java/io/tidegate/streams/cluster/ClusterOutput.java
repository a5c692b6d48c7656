package io.tidegate.streams.cluster;

import io.tidegate.streams.cluster.Fit.Impossible;
import java.time.Instant;
import java.util.List;

/** What the decider of a cluster answers. */
public sealed interface ClusterOutput {

    /**
     * An evaluation whose outcome or reason changed.
     *
     * @param reason upper-case code: what decided it
     * @param explanation one sentence for people
     * @param impossible tasks that no instance could hold
     */
    record Decided(Instant at, Outcome outcome, String reason, String explanation, List<Impossible> impossible)
            implements ClusterOutput {
        public Decided {
            impossible = List.copyOf(impossible);
        }
    }

    /** An order to carry out, void after its deadline. */
    record Commanded(long sequence, ClusterOrder order, Instant deadline, String reason) implements ClusterOutput {}

    /** Kinds of decision. */
    enum Outcome {
        SCALE_OUT,
        SCALE_IN,
        STEADY,
        HELD
    }
}
