package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.protocol.WireRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** The clouds behind one endpoint, of several accounts and regions, in one time. Not thread-safe. */
final class Clouds {
    private final TreeMap<String, SimulatedCloud> byPlace = new TreeMap<>();
    private final SimulatedCloud home;

    /** @param home of the cloud of all ordinary credentials */
    Clouds(CloudConfig home) {
        this.home = add(home);
    }

    /** @throws IllegalArgumentException when there is one of that account and region */
    SimulatedCloud add(CloudConfig config) {
        var place = config.place().toString();
        if (byPlace.containsKey(place)) {
            throw new IllegalArgumentException("cloud must be new, but " + place + " exists");
        }
        var cloud = new SimulatedCloud(config);
        byPlace.put(place, cloud);
        return cloud;
    }

    SimulatedCloud home() {
        return home;
    }

    /** @throws IllegalArgumentException when there is none of that account and region */
    SimulatedCloud in(String account, String region) {
        return find(account, region)
                .orElseThrow(() -> new IllegalArgumentException(
                        "cloud must be one of " + byPlace.keySet() + ", was " + account + "/" + region));
    }

    private Optional<SimulatedCloud> find(String account, String region) {
        return Optional.ofNullable(byPlace.get(account + "/" + region));
    }

    /** Moves time on in all of them. */
    void step(Instant now) {
        byPlace.values().forEach(cloud -> cloud.step(now));
    }

    Answer answer(WireRequest request) {
        return home.answer(request);
    }
}
