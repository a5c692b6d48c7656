package io.tidegate.simulatedaws.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
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
        return new WireResponse(200, headers(requestId), bytes(ShapeWriter.tree(response)));
    }

    @Override
    public WireResponse write(ApiError error, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("__type", error.code());
        body.put("message", error.message());
        var headers = headers(requestId);
        // CloudWatch spoke the query protocol before; the SDK still shows the codes it had there.
        headers.put("x-amzn-query-error", error.queryCode() + ";" + error.faultParty());
        return new WireResponse(error.status(), headers, bytes(body));
    }

    @Override
    public ApiError unknownOperation(String operation, String routingKey) {
        return new ApiError(404, "UnknownOperationException", "");
    }

    private static SortedMap<String, String> headers(String requestId) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/cbor");
        headers.put(PROTOCOL_HEADER, "rpc-v2-cbor");
        headers.put("x-amzn-RequestId", requestId);
        return headers;
    }

    private static SdkBytes bytes(Map<String, Object> tree) {
        return SdkBytes.fromByteArrayUnsafe(CborWriter.bytes(tree));
    }
}
