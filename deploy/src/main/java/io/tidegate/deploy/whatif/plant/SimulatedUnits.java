package io.tidegate.deploy.whatif.plant;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.policy.Bounds;

/** The units of one target in virtual time, as AWS would have them. Not thread-safe. */
public sealed interface SimulatedUnits permits SimulatedTarget, Tenant {

    int desired();

    /** Those that work. */
    int running();

    Bounds bounds();

    /** What worked and was paid for, over time. */
    Occupancy occupancy();

    /** When anything changes by itself; {@link Long#MAX_VALUE} when nothing is on its way. */
    long nextChange();

    /** What is ready by then works, what has drained is gone. */
    void advance(long now);

    /** AWS takes an order. */
    void carryOut(Order order, long now);
}
