package io.tidegate.simulatedaws.fault;

import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.Call;
import java.nio.charset.StandardCharsets;

/**
 * Calls of an operation that are always refused.
 *
 * @param containing a text that the request's body must have, such as the name of a service; empty for every call
 */
record Refusal(String operation, String containing, ApiError error) {
    boolean meets(Call call) {
        return call.name().equals(operation)
                && call.request().body().asString(StandardCharsets.UTF_8).contains(containing);
    }
}
