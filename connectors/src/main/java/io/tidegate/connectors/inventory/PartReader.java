package io.tidegate.connectors.inventory;

import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.inventory.InventoryReader.Observed;
import io.tidegate.connectors.inventory.cluster.ClusterReader;
import io.tidegate.connectors.inventory.cluster.ClusterReading;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads any part. Thread-safe. */
final class PartReader {
    private final InventoryReader targets;
    private final ClusterReader clusters;

    PartReader(InventoryApi api, SourceCounters counters, Clock clock) {
        this.targets = new InventoryReader(api, counters, clock);
        this.clusters = new ClusterReader(api.clusters(), counters, clock);
    }

    Observed read(Part part) {
        return switch (part) {
            case Part.Services services -> targets.services(services.cluster(), services.targets());
            case Part.Bounds bounds -> targets.bounds(bounds.namespace(), bounds.targets());
            case Part.Groups groups -> targets.groups(groups.targets());
            case Part.Instances instances -> observed(clusters.read(instances.cluster()));
        };
    }

    private static Observed observed(ClusterReading reading) {
        return switch (reading) {
            case ClusterReading.Told(var observation) -> new Observed(List.of(observation), Optional.empty());
            case ClusterReading.Failed(var failure) -> new Observed(List.of(), Optional.of(failure));
        };
    }
}
