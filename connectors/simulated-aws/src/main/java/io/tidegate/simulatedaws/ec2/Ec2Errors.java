package io.tidegate.simulatedaws.ec2;

import io.tidegate.simulatedaws.protocol.ApiError;

/** What EC2 refuses with wherever it fits (EC2 API reference, "Error codes for the Amazon EC2 API"). */
public final class Ec2Errors {
    private Ec2Errors() {}

    /** A value that is not allowed. */
    public static ApiError invalid(String message) {
        return ApiError.badRequest("InvalidParameterValue", message);
    }

    /** Parameters that do not go together. */
    public static ApiError combination(String message) {
        return ApiError.badRequest("InvalidParameterCombination", message);
    }

    /** A parameter that must be given. */
    public static ApiError missing(String name) {
        return ApiError.badRequest("MissingParameter", "The request must contain the parameter " + name);
    }
}
