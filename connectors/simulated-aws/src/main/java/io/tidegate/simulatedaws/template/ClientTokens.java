package io.tidegate.simulatedaws.template;

import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** What was answered to requests with client tokens, so that a request which comes again changes nothing. */
final class ClientTokens {
    private static final int KEPT = 10_000; // EC2 keeps them by time, and does not say for how long.

    private record Key(Class<?> operation, String token) {}

    private record Answered(SdkPojo request, SdkPojo response) {}

    private final LinkedHashMap<Key, Answered> answered = new LinkedHashMap<>();

    /**
     * The response to the request: that of {@code action}, which is not taken again for a token that was answered.
     *
     * @throws io.tidegate.simulatedaws.protocol.ApiError when the token stands for another request
     */
    SdkPojo once(@Nullable String token, SdkPojo request, Supplier<SdkPojo> action) {
        if (token == null || token.isEmpty()) {
            return action.get();
        }
        var key = new Key(request.getClass(), token);
        var before = answered.get(key);
        if (before == null) {
            var response = action.get();
            answered.put(key, new Answered(request, response));
            if (answered.size() > KEPT) {
                answered.pollFirstEntry();
            }
            return response;
        }
        if (!before.request().equals(request)) {
            throw TemplateErrors.otherParameters();
        }
        return before.response();
    }
}
