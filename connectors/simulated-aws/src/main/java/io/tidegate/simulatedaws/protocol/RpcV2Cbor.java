package io.tidegate.simulatedaws.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** smithy-rpc-v2-cbor: CBOR maps by POST, service and operation in the path. */
record RpcV2Cbor() implements Wire {
    /** Without this header the SDK takes no response for one of the protocol. */
    private static final String PROTOCOL_HEADER = "smithy-protocol";

    @Override
    public SdkPojo read(WireRequest request, SdkPojo emptyRequest) {
        return ShapeReader.fill(emptyRequest, CborReader.object(request.body().asByteArrayUnsafe()));
    }

    @Override
    public WireResponse write(String operation, SdkPojo response, String requestId) {
        return response(200, ShapeWriter.tree(response), requestId);
    }

    @Override
    public WireResponse write(ApiError error, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("__type", error.code());
        body.put("message", error.message());
        return response(error.status(), body, requestId);
    }

    @Override
    public ApiError unknownOperation(String operation, String routingKey) {
        return new ApiError(404, "UnknownOperationException", "");
    }

    private static WireResponse response(int status, Map<String, Object> body, String requestId) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/cbor");
        headers.put(PROTOCOL_HEADER, "rpc-v2-cbor");
        headers.put("x-amzn-RequestId", requestId);
        return new WireResponse(status, headers, SdkBytes.fromByteArrayUnsafe(CborWriter.bytes(body)));
    }
}
