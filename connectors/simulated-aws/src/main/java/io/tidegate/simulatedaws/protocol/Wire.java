package io.tidegate.simulatedaws.protocol;

import software.amazon.awssdk.core.SdkPojo;

/** One wire protocol, server side. Implementations hold no state. */
sealed interface Wire permits AwsJson, RpcV2Cbor, AwsQuery, Ec2Query {

    /**
     * Fills the model of the operation's request from the body.
     *
     * @throws ApiError when the body is not of this protocol or does not fit the model
     */
    SdkPojo read(WireRequest request, SdkPojo emptyRequest);

    /** The success response of {@code operation}. */
    WireResponse write(String operation, SdkPojo response, String requestId);

    /** The error response. */
    WireResponse write(ApiError error, String requestId);

    /** How this protocol says that it does not know an operation. */
    ApiError unknownOperation(String operation, String routingKey);
}
