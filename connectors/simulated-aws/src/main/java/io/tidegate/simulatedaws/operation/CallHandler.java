package io.tidegate.simulatedaws.operation;

import io.tidegate.simulatedaws.protocol.Call;
import software.amazon.awssdk.core.SdkPojo;

/** What an operation does that depends on who calls it. */
@FunctionalInterface
public interface CallHandler<R> {

    /**
     * Does it and answers.
     *
     * @param call that the request came in
     * @throws io.tidegate.simulatedaws.protocol.ApiError when AWS would refuse
     */
    SdkPojo handle(R request, Call call);
}
