package io.tidegate.simulatedaws.operation;

import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.protocol.Call;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** The operations that have behaviour. All others exist only in the SDK's models, and are answered as unknown. */
public final class OperationTable {
    private final Map<String, Handler<SdkPojo>> handlers = new HashMap<>();

    /** Adds the operation whose request is {@code requestType}; the name of the class is that of the operation. */
    public <R extends SdkPojo> OperationTable on(AwsApi api, Class<R> requestType, Handler<R> handler) {
        var operation = requestType.getSimpleName().replaceFirst("Request$", "");
        handlers.put(
                api.modelPackage() + "." + operation,
                (request, requestId) -> handler.handle(requestType.cast(request), requestId));
        return this;
    }

    /** Whether the call's operation has behaviour. */
    public boolean knows(Call call) {
        return handlers.containsKey(call.name());
    }

    /**
     * Reads the request, does what it asks for, and returns the response.
     *
     * @throws io.tidegate.simulatedaws.protocol.ApiError when the request is malformed or refused, or its operation unknown
     */
    public SdkPojo perform(Call call, String requestId) {
        var handler = handlers.get(call.name());
        if (handler == null) {
            throw call.unknownOperation();
        }
        return handler.handle(call.read(), requestId);
    }
}
