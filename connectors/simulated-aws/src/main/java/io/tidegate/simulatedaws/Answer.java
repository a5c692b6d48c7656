package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.protocol.WireResponse;

/** What becomes of a request. */
sealed interface Answer {
    /** A response. */
    record Reply(WireResponse response) implements Answer {}

    /** No response, and the connection stays open. */
    record Silence() implements Answer {}

    /** No response, and the connection is cut. */
    record Cut() implements Answer {}
}
