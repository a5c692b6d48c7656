package io.tidegate.simulatedaws.protocol;

import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/**
 * awsQuery: forms by POST, the operation in Action, answers in XML.
 *
 * @param namespace of the API's XML
 */
record AwsQuery(String namespace) implements Wire {

    @Override
    public SdkPojo read(WireRequest request, SdkPojo emptyRequest) {
        return new FormReader(false)
                .fill(emptyRequest, FormNode.parse(request.body().asUtf8String()));
    }

    @Override
    public WireResponse write(String operation, SdkPojo response, String requestId) {
        var xml = new XmlText()
                .open(operation + "Response", namespace)
                .open(operation + "Result")
                .members(response)
                .close(operation + "Result")
                .open("ResponseMetadata")
                .element("RequestId", requestId)
                .close("ResponseMetadata")
                .close(operation + "Response");
        return response(200, xml, requestId);
    }

    @Override
    public WireResponse write(ApiError error, String requestId) {
        var xml = new XmlText()
                .open("ErrorResponse", namespace)
                .open("Error")
                .element("Type", error.faultParty())
                .element("Code", error.queryCode())
                .element("Message", error.message())
                .close("Error")
                .element("RequestId", requestId)
                .close("ErrorResponse");
        return response(error.status(), xml, requestId);
    }

    @Override
    public ApiError unknownOperation(String operation, String routingKey) {
        return ApiError.badRequest(
                "InvalidAction", "Could not find operation " + operation + " for version " + routingKey);
    }

    static WireResponse response(int status, XmlText xml, String requestId) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "text/xml");
        headers.put("x-amzn-RequestId", requestId);
        return new WireResponse(status, headers, SdkBytes.fromUtf8String(xml.toString()));
    }
}
