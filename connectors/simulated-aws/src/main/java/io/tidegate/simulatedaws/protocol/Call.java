package io.tidegate.simulatedaws.protocol;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A request whose API and operation are known, with the way to read it and to answer it in its own protocol.
 *
 * @param operation as the client named it; it may not exist
 */
public record Call(AwsApi api, String operation, WireRequest request) {
    /** The name in counts and faults, for example {@code ecs.UpdateService}. */
    public String name() {
        return api.modelPackage() + "." + operation;
    }

    /**
     * The request as the SDK's own model object.
     *
     * @throws ApiError when the operation is not in the model, or the body does not fit
     */
    public SdkPojo read() {
        var empty = RequestModel.empty(api, operation).orElseThrow(this::unknownOperation);
        return api.wire().read(request, empty);
    }

    /** What it is signed with; empty when it is not signed. */
    public Optional<Credential> credential() {
        return Credential.of(request);
    }

    /** A success response. */
    public WireResponse answer(SdkPojo response, String requestId) {
        return api.wire().write(operation, response, requestId);
    }

    /** An error response. */
    public WireResponse answer(ApiError error, String requestId) {
        return api.wire().write(error, requestId);
    }

    /** What AWS answers to an operation that its API does not have. */
    public ApiError unknownOperation() {
        return api.wire().unknownOperation(operation, api.routingKey());
    }
}
