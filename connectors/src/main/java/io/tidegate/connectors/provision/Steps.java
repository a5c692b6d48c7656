package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Optional;

/** How a resource that can be tagged is brought from what stands to what shall. */
interface Steps {
    ResourceId id();

    /** What it has when it is made. */
    Members made();

    /** What is compared once it stands. */
    default Members compared() {
        return made();
    }

    /** Makes it, tag and all. */
    List<? extends Change> create();

    /** Gives it the tag. */
    Change adopt();

    /** Makes what differs as it shall be. */
    List<? extends Change> update(Stands stands, List<Difference> differences);

    /**
     * Why it cannot be made, or cannot be made so of what stands.
     *
     * @param differences from what stands; empty when nothing does
     */
    default Optional<String> refusal(Optional<List<Difference>> differences) {
        return Optional.empty();
    }
}
