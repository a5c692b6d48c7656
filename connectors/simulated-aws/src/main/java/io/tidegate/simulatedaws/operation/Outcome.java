package io.tidegate.simulatedaws.operation;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** What performing an operation led to. */
public sealed interface Outcome {
    /** A response. */
    record Done(SdkPojo response) implements Outcome {}

    /**
     * Nothing yet: the caller waits for something to happen.
     *
     * @param attempt looks again, and is empty as long as there is reason to wait
     * @param otherwise the response to a caller who cannot wait
     */
    record Waiting(Supplier<Optional<SdkPojo>> attempt, SdkPojo otherwise) implements Outcome {}
}
