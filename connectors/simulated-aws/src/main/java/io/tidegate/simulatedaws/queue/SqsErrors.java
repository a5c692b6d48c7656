package io.tidegate.simulatedaws.queue;

import io.tidegate.simulatedaws.protocol.ApiError;

/** The errors of SQS. The API once spoke the query protocol; the SDK still shows the codes that errors had there. */
final class SqsErrors {
    private static final String FORMER = "AWS.SimpleQueueService.";

    private SqsErrors() {}

    static ApiError noSuchQueue() {
        return ApiError.badRequest("QueueDoesNotExist", "The specified queue does not exist.")
                .knownInQueryAs(FORMER + "NonExistentQueue");
    }

    static ApiError nameExists(String attribute) {
        return ApiError.badRequest(
                        "QueueNameExists",
                        "A queue already exists with the same name and a different value for attribute " + attribute)
                .knownInQueryAs("QueueAlreadyExists");
    }

    static ApiError deletedRecently() {
        return ApiError.badRequest(
                        "QueueDeletedRecently",
                        "You must wait 60 seconds after deleting a queue before you can create another with the same"
                                + " name.")
                .knownInQueryAs(FORMER + "QueueDeletedRecently");
    }

    static ApiError receiptHandle(String handle) {
        return ApiError.badRequest(
                "ReceiptHandleIsInvalid", "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
    }

    static ApiError notInFlight() {
        return ApiError.badRequest("MessageNotInflight", "The message referred to isn't in flight.")
                .knownInQueryAs(FORMER + "MessageNotInflight");
    }

    static ApiError gone(String handle) {
        return parameter(
                "ReceiptHandle", handle, "Message does not exist or is not available for visibility timeout change.");
    }

    static ApiError attributeName(String name) {
        return ApiError.badRequest("InvalidAttributeName", "Unknown Attribute " + name + ".");
    }

    static ApiError attributeValue(String name, int least, int most, String value) {
        return ApiError.badRequest(
                "InvalidAttributeValue",
                "Invalid value for the parameter %s. Reason: Must be between %d and %d, was %s."
                        .formatted(name, least, most, value));
    }

    static ApiError missing(String parameter) {
        return ApiError.badRequest("MissingParameter", "The request must contain the parameter " + parameter + ".");
    }

    static ApiError parameter(String name, Object value, String reason) {
        return ApiError.badRequest(
                "InvalidParameterValue",
                "Value " + value + " for parameter " + name + " is invalid. Reason: " + reason);
    }

    static ApiError contents() {
        return ApiError.badRequest(
                "InvalidMessageContents", "Invalid characters found. Valid unicode characters are XML 1.0's.");
    }

    /** An error of a batch as a whole. */
    static ApiError batch(String code, String message) {
        return ApiError.badRequest(code, message).knownInQueryAs(FORMER + code);
    }

    static ApiError unsupported(String message) {
        return ApiError.badRequest("UnsupportedOperation", message).knownInQueryAs(FORMER + "UnsupportedOperation");
    }
}
