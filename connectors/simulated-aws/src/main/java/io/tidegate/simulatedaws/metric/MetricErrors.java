package io.tidegate.simulatedaws.metric;

import io.tidegate.simulatedaws.protocol.ApiError;

/** The errors of CloudWatch, by the names they have in both of its protocols. */
final class MetricErrors {
    private MetricErrors() {}

    static ApiError validation(String message) {
        return ApiError.badRequest("ValidationError", message);
    }

    static ApiError invalidValue(String message) {
        return ApiError.badRequest("InvalidParameterValueException", message).knownInQueryAs("InvalidParameterValue");
    }

    static ApiError invalidCombination(String message) {
        return ApiError.badRequest("InvalidParameterCombinationException", message)
                .knownInQueryAs("InvalidParameterCombination");
    }

    static ApiError missing(String parameter) {
        return ApiError.badRequest("MissingRequiredParameterException", "The parameter " + parameter + " is required.")
                .knownInQueryAs("MissingParameter");
    }

    static ApiError invalidToken() {
        return ApiError.badRequest("InvalidNextToken", "The next token specified is invalid.");
    }
}
