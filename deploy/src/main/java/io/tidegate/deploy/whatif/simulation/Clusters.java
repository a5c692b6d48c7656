package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.plant.SimulatedCluster;
import io.tidegate.deploy.whatif.simulation.Passage.Setting;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The clusters whose instances the past may tell, and the seats that share them. Not thread-safe. */
final class Clusters {
    private final Map<String, Seat> seats; // Looked up only.
    private final SortedMap<String, ClusterSeat> byName = new TreeMap<>();
    private final Map<String, ClusterSeat> byTarget = new HashMap<>(); // Looked up only.

    Clusters(Map<String, Seat> seats, Setting setting) {
        this.seats = seats;
        for (var subject : setting.clusters()) {
            String name = subject.target().text();
            byName.put(name, new ClusterSeat(name, Optional.of(subject), setting));
        }
        for (var subject : setting.subjects()) {
            ClusterSubject.under(subject.target())
                    .map(Target::text)
                    .ifPresent(name ->
                            byName.computeIfAbsent(name, _ -> new ClusterSeat(name, Optional.empty(), setting)));
        }
    }

    /** Names of all. */
    SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byName.keySet()));
    }

    /** All, in the order of their names. */
    Collection<ClusterSeat> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** That of a name; null when there is none. */
    @Nullable
    ClusterSeat find(String name) {
        return byName.get(name);
    }

    /** The one that a target is on; null while it is on none. */
    @Nullable
    ClusterSeat under(String target) {
        return byTarget.get(target);
    }

    /** AWS told of instances; the cluster whose targets may change by it, or null. */
    @Nullable
    ClusterSeat observed(Input.Observed observed, long at) {
        var cluster = byName.get(observed.target());
        if (cluster == null
                || !(observed.observation() instanceof Observation.Cluster(var seen))
                || !SimulatedCluster.tellsRoom(seen)) {
            return null;
        }
        SimulatedCluster.services(observed.target(), seen).forEach((target, workload) -> {
            var seat = seats.get(target);
            if (seat != null && !seat.isHoused()) {
                cluster.houses(target, seat, workload, seen, at);
                byTarget.put(target, cluster);
            }
        });
        cluster.observed(seen, at);
        return cluster;
    }
}
