package io.tidegate.connectors.lifecycle;

import io.tidegate.connectors.bridge.Backoff;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.Sleeper;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.lifecycle.message.LifecycleMapper;
import io.tidegate.connectors.lifecycle.message.Origin;
import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

/** The lifecycle source of one account and region: consumers of its queues, and a look at what no queue told of. */
public final class LifecycleBridge {
    private final LifecycleConfig config;
    private final Place place;
    private final Access access;
    private final Memberships memberships;

    /**
     * What the source reads with and writes to.
     *
     * @param letters where messages go that cannot be read
     * @param backoff makes the pauses of one consumer
     */
    public record Access(
            LifecycleApi api,
            Emitter<LifecycleEvent> emitter,
            DeadMessages letters,
            SourceCounters counters,
            Clock clock,
            Sleeper sleeper,
            Supplier<Backoff> backoff) {}

    public LifecycleBridge(LifecycleConfig config, Place place, Access access) {
        this.config = config;
        this.place = place;
        this.access = access;
        this.memberships = new Memberships(access.api(), access.counters());
    }

    /** One of the consumers of a queue: each has a thread of its own. */
    public Loop.Pass consumer(QueueUrl url) {
        var origin = new Origin(place, url.account(), url.region());
        var queue = new Queue(url, access.api(), access.counters());
        return new QueueLoop(queue, new LifecycleMapper(origin), memberships, access, config.maxReceives());
    }

    /**
     * The look at what waits.
     *
     * @param groups those whose hooks somebody answers; asked in every pass
     */
    public Loop.Pass reconciliation(Supplier<Set<Target.Group>> groups) {
        return new Reconciliation(config.reconcileInterval(), groups, access);
    }
}
