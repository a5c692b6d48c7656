package io.tidegate.simulatedaws.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/**
 * awsJson 1.0 and 1.1: JSON objects by POST, the operation in X-Amz-Target.
 *
 * @param version {@code 1.0} or {@code 1.1}; they differ in the content type alone
 */
record AwsJson(String version) implements Wire {

    @Override
    public SdkPojo read(WireRequest request, SdkPojo emptyRequest) {
        return ShapeReader.fill(emptyRequest, JsonText.parse(request.body().asByteArrayUnsafe()));
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
        return ApiError.badRequest("UnknownOperationException", "");
    }

    private WireResponse response(int status, Map<String, Object> body, String requestId) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/x-amz-json-" + version);
        headers.put("x-amzn-RequestId", requestId);
        return new WireResponse(status, headers, SdkBytes.fromByteArrayUnsafe(JsonText.bytes(body)));
    }
}
