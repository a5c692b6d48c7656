package io.tidegate.connectors.notification;

import java.time.Duration;

/** What became of one outcome at a sink. */
sealed interface Delivery {

    /** The sink has it. */
    record Taken() implements Delivery {}

    /**
     * The sink says no, and would say it again.
     *
     * @param why one line without secrets
     */
    record Refused(String why) implements Delivery {}

    /**
     * The sink did not take it now.
     *
     * @param why one line without secrets
     * @param notBefore how long the sink asked to be left alone; zero when it did not ask
     */
    record Later(String why, Duration notBefore) implements Delivery {
        Later(String why) {
            this(why, Duration.ZERO);
        }
    }
}
