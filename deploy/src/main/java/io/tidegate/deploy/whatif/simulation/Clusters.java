package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.plant.SimulatedCluster;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ObservedCluster;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The clusters whose instances the past tells, and the seats that share them. Not thread-safe. */
final class Clusters {
    private final Map<String, Seat> seats; // Looked up only.
    private final Map<String, Shared> byName = new TreeMap<>();
    private final Map<String, Shared> byTarget = new HashMap<>(); // Looked up only.

    /** A cluster, and the targets on it. */
    private record Shared(SimulatedCluster cluster, SortedSet<String> targets) {
        Shared() {
            this(new SimulatedCluster(), new TreeSet<>());
        }
    }

    Clusters(Map<String, Seat> seats) {
        this.seats = seats;
    }

    /** AWS told of instances; the targets that may change by it. */
    List<String> observed(Input.Observed observed, long at) {
        if (!(observed.observation() instanceof Observation.Cluster(var seen)) || !SimulatedCluster.tellsRoom(seen)) {
            return List.of();
        }
        var shared = byName.computeIfAbsent(observed.target(), _ -> new Shared());
        shared.cluster().observed(seen, at);
        moveIn(observed.target(), seen, shared, at);
        return List.copyOf(shared.targets());
    }

    private void moveIn(String cluster, ObservedCluster seen, Shared shared, long at) {
        SimulatedCluster.services(cluster, seen).forEach((target, workload) -> {
            var seat = seats.get(target);
            if (seat != null && !seat.isHoused()) {
                seat.moveIn(shared.cluster(), workload, seen, at);
                shared.targets().add(target);
                byTarget.put(target, shared);
            }
        });
    }

    /** Targets that may change when one does, itself among them: what ends there makes room for the others. */
    SortedSet<String> around(String target) {
        var shared = byTarget.get(target);
        return shared == null ? Collections.unmodifiableSortedSet(new TreeSet<>(List.of(target))) : shared.targets();
    }

    /** Names of those on which targets are. */
    SortedSet<String> names() {
        var names = new TreeSet<String>();
        byName.forEach((name, shared) -> {
            if (!shared.targets().isEmpty()) {
                names.add(name);
            }
        });
        return names;
    }
}
