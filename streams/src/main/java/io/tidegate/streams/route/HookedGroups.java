package io.tidegate.streams.route;

import io.tidegate.schemas.naming.Target;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** Which domain the instances of a group belong to: that of the drain policy that answers for its hooks, else its own. */
final class HookedGroups {
    private final PolicyUpdates policies;
    private final KeyValueStore<String, byte[]> store;
    private Map<String, String> domains = Map.of();
    private long count = -1;

    HookedGroups(PolicyUpdates policies, KeyValueStore<String, byte[]> store) {
        this.policies = policies;
        this.store = store;
    }

    String domainOf(String target) {
        if (count != policies.count()) {
            count = policies.count();
            domains = policies.drainDomains(store);
        }
        var drained = domains.get(target);
        return drained == null ? Target.parse(target).domain() : drained;
    }
}
