package io.tidegate.simulatedaws.operation;

/** What an operation does that may answer later. */
@FunctionalInterface
public interface WaitingHandler<R> {

    /**
     * Does it, and answers or waits.
     *
     * @param requestId identifies the call in what it changes
     * @throws io.tidegate.simulatedaws.protocol.ApiError when AWS would refuse
     */
    Outcome handle(R request, String requestId);
}
