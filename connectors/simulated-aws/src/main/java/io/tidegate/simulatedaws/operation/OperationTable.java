package io.tidegate.simulatedaws.operation;

import io.tidegate.simulatedaws.protocol.AwsApi;
import io.tidegate.simulatedaws.protocol.Call;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** The operations that have behaviour. All others exist only in the SDK's models, and are answered as unknown. */
public final class OperationTable {
    private final Map<String, Operation> handlers = new HashMap<>();

    /** Adds the operation whose request is {@code requestType}; the name of the class is that of the operation. */
    public <R extends SdkPojo> OperationTable on(AwsApi api, Class<R> requestType, Handler<R> handler) {
        return onWaiting(api, requestType, (request, requestId) -> done(handler.handle(request, requestId)));
    }

    /** Adds an operation that may answer later, in the same way. */
    public <R extends SdkPojo> OperationTable onWaiting(AwsApi api, Class<R> requestType, WaitingHandler<R> handler) {
        return add(api, requestType, (call, requestId) -> handler.handle(requestType.cast(call.read()), requestId));
    }

    /** Adds an operation that depends on who calls it, in the same way. */
    public <R extends SdkPojo> OperationTable onCall(AwsApi api, Class<R> requestType, CallHandler<R> handler) {
        return add(api, requestType, (call, requestId) -> done(handler.handle(requestType.cast(call.read()), call)));
    }

    private static Outcome done(SdkPojo response) {
        return new Outcome.Done(response);
    }

    private OperationTable add(AwsApi api, Class<?> requestType, Operation operation) {
        var name = requestType.getSimpleName().replaceFirst("Request$", "");
        handlers.put(api.modelPackage() + "." + name, operation);
        return this;
    }

    /** Whether the call's operation has behaviour. */
    public boolean knows(Call call) {
        return handlers.containsKey(call.name());
    }

    /**
     * Reads the request, does what it asks for, and returns the response or why there is none yet.
     *
     * @throws io.tidegate.simulatedaws.protocol.ApiError when the request is malformed or refused, or its operation unknown
     */
    public Outcome perform(Call call, String requestId) {
        var operation = handlers.get(call.name());
        if (operation == null) {
            throw call.unknownOperation();
        }
        return operation.perform(call, requestId);
    }

    @FunctionalInterface
    private interface Operation {
        Outcome perform(Call call, String requestId);
    }
}
