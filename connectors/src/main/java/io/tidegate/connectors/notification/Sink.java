package io.tidegate.connectors.notification;

import io.tidegate.schemas.CommandOutcome;
import java.util.List;

/** Takes outcomes. Used by one thread; whatever it meets is a {@link Delivery}, never an exception. */
interface Sink extends AutoCloseable {

    /** How many it takes at once. */
    int batchSize();

    /** Tells what became of each, in the order given; returns within the sink's timeout. */
    List<Delivery> deliver(List<CommandOutcome> outcomes) throws InterruptedException;

    @Override
    void close();
}
