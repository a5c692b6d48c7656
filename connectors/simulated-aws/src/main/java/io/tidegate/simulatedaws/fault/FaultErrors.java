package io.tidegate.simulatedaws.fault;

import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.AwsApi;

/** The errors that AWS itself would answer with when it throttles or breaks; each API has codes of its own. */
public final class FaultErrors {
    private FaultErrors() {}

    /** The answer to a call over the rate. */
    public static ApiError throttled(AwsApi api) {
        return switch (api) {
            case ECS, APPLICATION_AUTO_SCALING, EVENT_BRIDGE -> rateExceeded("ThrottlingException");
            case SQS -> rateExceeded("RequestThrottled");
            case AUTO_SCALING, ELASTIC_LOAD_BALANCING, ELASTIC_LOAD_BALANCING_V2, STS -> rateExceeded("Throttling");
            case EC2 -> new ApiError(503, "RequestLimitExceeded", "Request limit exceeded.");
            case CLOUD_WATCH -> rateExceeded("ThrottlingException").knownInQueryAs("Throttling");
        };
    }

    /** The answer of a service that broke. */
    public static ApiError failed(AwsApi api) {
        return switch (api) {
            case ECS -> broken("ServerException");
            case APPLICATION_AUTO_SCALING -> broken("InternalServiceException");
            case EVENT_BRIDGE -> broken("InternalException");
            case CLOUD_WATCH -> broken("InternalServiceFault").knownInQueryAs("InternalServiceError");
            case EC2 -> broken("InternalError");
            case SQS, AUTO_SCALING, ELASTIC_LOAD_BALANCING, ELASTIC_LOAD_BALANCING_V2, STS -> broken("InternalFailure");
        };
    }

    private static ApiError rateExceeded(String code) {
        return ApiError.badRequest(code, "Rate exceeded");
    }

    private static ApiError broken(String code) {
        return new ApiError(500, code, "Service Unavailable. Please try again later.");
    }
}
