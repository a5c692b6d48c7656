package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.protocol.WireResponse;
import java.util.function.Supplier;

/** What becomes of a request. */
sealed interface Answer {
    /** A response. */
    record Reply(WireResponse response) implements Answer {}

    /**
     * No response yet.
     *
     * @param again looks again; it answers {@code Later} as long as there is reason to wait
     * @param otherwise the response to a caller who cannot wait
     */
    record Later(Supplier<Answer> again, WireResponse otherwise) implements Answer {}

    /** No response, and the connection stays open. */
    record Silence() implements Answer {}

    /** No response, and the connection is cut. */
    record Cut() implements Answer {}
}
