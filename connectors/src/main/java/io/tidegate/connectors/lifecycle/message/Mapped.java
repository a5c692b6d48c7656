package io.tidegate.connectors.lifecycle.message;

import io.tidegate.connectors.bridge.IgnoredKind;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;

/** What a message says. */
public sealed interface Mapped {

    /**
     * Something that happened; where AWS names an instance alone, that instance is the target. What names no instance belongs to
     * no target.
     */
    record Event(LifecycleEvent event) implements Mapped {}

    /** Nothing that anybody needs. */
    record Ignored(IgnoredKind kind) implements Mapped {}

    /**
     * Nothing that can be read, however often it comes.
     *
     * @param message the constraint and what kind of thing was found instead; without values
     */
    record Poison(Reason reason, String message) implements Mapped {}
}
