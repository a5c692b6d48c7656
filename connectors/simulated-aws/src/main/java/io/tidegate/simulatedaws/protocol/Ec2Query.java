package io.tidegate.simulatedaws.protocol;

import software.amazon.awssdk.core.SdkPojo;

/** ec2Query: as awsQuery, but with flat lists in requests and without a result element in answers. */
record Ec2Query() implements Wire {
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    @Override
    public SdkPojo read(WireRequest request, SdkPojo emptyRequest) {
        return new FormReader(true)
                .fill(emptyRequest, FormNode.parse(request.body().asUtf8String()));
    }

    @Override
    public WireResponse write(String operation, SdkPojo response, String requestId) {
        var xml = new XmlText()
                .open(operation + "Response", NAMESPACE)
                .element("requestId", requestId)
                .members(response)
                .close(operation + "Response");
        return AwsQuery.response(200, xml, requestId);
    }

    @Override
    public WireResponse write(ApiError error, String requestId) {
        var xml = new XmlText()
                .open("Response")
                .open("Errors")
                .open("Error")
                .element("Code", error.queryCode())
                .element("Message", error.message())
                .close("Error")
                .close("Errors")
                .element("RequestID", requestId)
                .close("Response");
        return AwsQuery.response(error.status(), xml, requestId);
    }

    @Override
    public ApiError unknownOperation(String operation, String routingKey) {
        return ApiError.badRequest("InvalidAction", "The action " + operation + " is not valid for this web service.");
    }
}
