package io.tidegate.deploy.view;

import io.tidegate.schemas.Decision;
import java.util.Optional;

/** Decisions about what somebody else wrote. */
final class ForeignWrites {
    private ForeignWrites() {}

    /** What followed. */
    enum Followed {
        /** What was applied was commanded again. */
        RESTORED,
        /** It was left for a while. */
        YIELDED,
        /** It was an earlier command of our own, carried out once more; what was applied was commanded again. */
        STALE,
        /** What is needed was computed anew from what is there, as for every instance of a cluster. */
        RECOMPUTED
    }

    /** What followed a foreign write by a decision; empty when the decision is about none, or only waits. */
    static Optional<Followed> followed(Decision decision) {
        boolean told = decision.getConstraints().stream()
                .anyMatch(constraint -> constraint.getName().startsWith("foreign."));
        if (!told) {
            return Optional.empty();
        }
        if (decision.getTarget().contains("cluster/")) {
            return Optional.of(Followed.RECOMPUTED);
        }
        if (decision.getReason().equals("FOREIGN_WRITE_YIELDED")) {
            return Optional.of(Followed.YIELDED);
        }
        return decision.getCommandId() == null
                ? Optional.empty()
                : Optional.of(decision.getReason().equals("STALE_WRITE") ? Followed.STALE : Followed.RESTORED);
    }
}
