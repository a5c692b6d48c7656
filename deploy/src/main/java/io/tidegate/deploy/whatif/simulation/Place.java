package io.tidegate.deploy.whatif.simulation;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.Input.Observation;
import java.time.Instant;
import java.util.List;

/** What takes orders under one policy, and is looked at as AWS would be. Not thread-safe. */
sealed interface Place permits Seat, ClusterSeat {

    /** By its one spelling. */
    String target();

    String domain();

    /** When it changes by itself, or is looked at. */
    long wake();

    /** Lets time pass; what AWS is asked by then, if it is. */
    List<Observation> advance(long now);

    /** Whether it is simulated that an order of this kind takes effect. */
    boolean takes(Order order);

    /** An order takes effect. */
    void carryOut(Order order, long now);

    /** AWS calls were made. */
    void calls(int made, int heldUp, long now);

    /** Its decider acted. */
    void decided(Instant at, int from, int to, String outcome, String reason);
}
