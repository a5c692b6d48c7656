package io.tidegate.simulatedaws.operation;

import software.amazon.awssdk.core.SdkPojo;

/** What an operation does. */
@FunctionalInterface
public interface Handler<R> {

    /**
     * Does it and answers.
     *
     * @param requestId identifies the call in what it changes
     * @throws io.tidegate.simulatedaws.protocol.ApiError when AWS would refuse
     */
    SdkPojo handle(R request, String requestId);
}
