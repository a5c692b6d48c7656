package io.tidegate.simulatedaws.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
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
        return response(200, headers(requestId), ShapeWriter.tree(response));
    }

    @Override
    public WireResponse write(ApiError error, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("__type", error.code());
        body.put("message", error.message());
        var headers = headers(requestId);
        if (!error.queryCode()
                .equals(error.code())) { // Only of APIs that spoke the query protocol before, such as SQS.
            headers.put("x-amzn-query-error", error.queryCode() + ";" + error.faultParty());
        }
        return response(error.status(), headers, body);
    }

    @Override
    public ApiError unknownOperation(String operation, String routingKey) {
        return ApiError.badRequest("UnknownOperationException", "");
    }

    private SortedMap<String, String> headers(String requestId) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/x-amz-json-" + version);
        headers.put("x-amzn-RequestId", requestId);
        return headers;
    }

    private static WireResponse response(int status, SortedMap<String, String> headers, Map<String, Object> body) {
        return new WireResponse(status, headers, SdkBytes.fromByteArrayUnsafe(JsonText.bytes(body)));
    }
}
