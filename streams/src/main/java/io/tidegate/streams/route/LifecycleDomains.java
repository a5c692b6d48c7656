package io.tidegate.streams.route;

import io.tidegate.schemas.LifecycleEvent;
import io.tidegate.schemas.naming.Target;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which domains an event concerns: what happens to instances of a group that of the drain policy which answers for its hooks,
 * else the group's own; what happens to images every one of their account and region that has an image policy.
 */
final class LifecycleDomains {
    private final PolicyUpdates policies;
    private final KeyValueStore<String, byte[]> store;
    private Map<String, String> drains = Map.of();
    private SortedMap<String, SortedSet<String>> images = new TreeMap<>();
    private long count = -1;

    LifecycleDomains(PolicyUpdates policies, KeyValueStore<String, byte[]> store) {
        this.policies = policies;
        this.store = store;
    }

    List<String> of(LifecycleEvent event) {
        if (count != policies.count()) {
            count = policies.count();
            drains = policies.drainDomains(store);
            images = policies.imageDomains(store);
        }
        return switch (event.getKind()) {
            case IMAGE_AVAILABLE, NAMED_FIRING -> ofPlace(event.getPlace());
            case INSTANCE_TERMINATING,
                    INSTANCE_LAUNCHING,
                    SPOT_INTERRUPTION,
                    REBALANCE_RECOMMENDATION,
                    INSTANCE_STATE_CHANGE,
                    UNKNOWN -> List.of(ofTarget(event.getTarget()));
        };
    }

    private List<String> ofPlace(@Nullable String place) {
        return List.copyOf(images.getOrDefault(place == null ? "" : place + "/", new TreeSet<>()));
    }

    private String ofTarget(String target) {
        var drained = drains.get(target);
        return drained == null ? Target.parse(target).domain() : drained;
    }
}
