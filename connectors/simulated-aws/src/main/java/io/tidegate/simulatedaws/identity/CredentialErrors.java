package io.tidegate.simulatedaws.identity;

import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;

/** The errors that AWS itself would answer with to credentials that are not good; each API has codes of its own. */
public final class CredentialErrors {
    private static final String UNKNOWN = "The security token included in the request is invalid.";
    private static final String EXPIRED = "The security token included in the request is expired";

    private CredentialErrors() {}

    /** The answer to a key that is not known there, or not with that session token. */
    public static ApiError unknown(AwsApi api) {
        return switch (api) {
            case SQS, ECS, APPLICATION_AUTO_SCALING, EVENT_BRIDGE ->
                ApiError.badRequest("UnrecognizedClientException", UNKNOWN);
            case CLOUD_WATCH ->
                new ApiError(403, "UnrecognizedClientException", UNKNOWN).knownInQueryAs("InvalidClientTokenId");
            case AUTO_SCALING, ELASTIC_LOAD_BALANCING, ELASTIC_LOAD_BALANCING_V2, STS ->
                new ApiError(403, "InvalidClientTokenId", UNKNOWN);
            case EC2 ->
                new ApiError(401, "AuthFailure", "AWS was not able to validate the provided access credentials");
        };
    }

    static ApiError expired(AwsApi api) {
        return switch (api) {
            case SQS, ECS, APPLICATION_AUTO_SCALING, EVENT_BRIDGE ->
                ApiError.badRequest("ExpiredTokenException", EXPIRED);
            case CLOUD_WATCH -> new ApiError(403, "ExpiredTokenException", EXPIRED).knownInQueryAs("ExpiredToken");
            case AUTO_SCALING, ELASTIC_LOAD_BALANCING, ELASTIC_LOAD_BALANCING_V2, STS ->
                new ApiError(403, "ExpiredToken", EXPIRED);
            case EC2 -> ApiError.badRequest("RequestExpired", "Request has expired.");
        };
    }
}
