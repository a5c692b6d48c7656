package io.tidegate.deploy.whatif.plant;

import io.tidegate.streams.journal.ObservedCluster.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The Auto Scaling group under a simulated cluster, from the moment on that a policy drives it there: it launches what is wanted and not
 * there, and ends what it is told to end. Not thread-safe.
 */
final class SimulatedGroup {
    private final Plant plant;
    private final long seed;
    private final PriorityQueue<Long> launching = new PriorityQueue<>();
    private final TreeMap<String, Long> ending = new TreeMap<>();
    private int desired;
    private long launched;
    private long ended;

    /** As AWS told of it: what was on its way then comes as what is ordered now does. */
    SimulatedGroup(Plant plant, long seed, Group seen, long now) {
        this.plant = plant;
        this.seed = seed;
        this.desired = seen.desired();
        for (int i = 0; i < seen.launching(); i++) {
            launch(now);
        }
    }

    int desired() {
        return desired;
    }

    /** Instances that it counts and that have not registered yet. */
    int launching() {
        return launching.size();
    }

    /** Another number of instances is wanted. */
    void wants(int instances) {
        desired = instances;
    }

    /** An instance is on its way out. */
    void ends(String instance, boolean decrement, long now) {
        ending.put(instance, now + plant.stopping().pick(~seed ^ ended++).toMillis());
        desired -= decrement && desired > 0 ? 1 : 0;
    }

    /** Launches what is missing beside those that it counts, or calls the latest launches off. */
    void balance(int counted, long now) {
        while (counted + launching.size() < desired) {
            launch(now);
        }
        var kept = new ArrayList<>(launching.stream().sorted().toList());
        while (!kept.isEmpty() && counted + kept.size() > desired) {
            kept.removeLast();
        }
        if (kept.size() < launching.size()) {
            launching.clear();
            launching.addAll(kept);
        }
    }

    private void launch(long now) {
        launching.add(now + plant.startup().pick(seed ^ launched++).toMillis());
    }

    /** When the next instance registers or is gone; {@link Long#MAX_VALUE} when none is on its way. */
    long nextChange() {
        long next = launching.isEmpty() ? Long.MAX_VALUE : launching.peek();
        for (long gone : ending.values()) {
            next = Math.min(next, gone);
        }
        return next;
    }

    /** How many register by {@code now}; told once. */
    int arrive(long now) {
        int arrived = 0;
        for (; !launching.isEmpty() && launching.peek() <= now; arrived++) {
            launching.remove();
        }
        return arrived;
    }

    /** Those that are gone by {@code now}; told once. */
    List<String> leave(long now) {
        var gone = ending.entrySet().stream()
                .filter(each -> each.getValue() <= now)
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(ending::remove);
        return gone;
    }
}
