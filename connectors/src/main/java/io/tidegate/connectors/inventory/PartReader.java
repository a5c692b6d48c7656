package io.tidegate.connectors.inventory;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.inventory.InventoryReader.Observed;
import io.tidegate.connectors.inventory.cluster.ClusterReader;
import io.tidegate.connectors.inventory.cluster.ClusterReading;
import io.tidegate.connectors.inventory.hook.HookReader;
import io.tidegate.connectors.inventory.image.TemplateReader;
import io.tidegate.connectors.inventory.scaler.Changes;
import io.tidegate.connectors.inventory.scaler.Scalers;
import io.tidegate.schemas.CapacityObservation;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads any part; what it observes says who else scales the target, and what is known of a change since the look before.
 * Thread-safe.
 */
final class PartReader {
    private final InventoryReader targets;
    private final ClusterReader clusters;
    private final HookReader hooks;
    private final TemplateReader templates;
    private final Scalers scalers;
    private final Changes changes;
    private final SourceCounters counters;

    PartReader(InventoryApi api, SourceCounters counters, Clock clock) {
        this.targets = new InventoryReader(api, counters, clock);
        this.clusters = new ClusterReader(api.clusters(), counters, clock);
        this.hooks = new HookReader(api.hooks(), counters, clock);
        this.templates = new TemplateReader(api.templates(), counters, clock);
        this.scalers = new Scalers(api.scalers(), counters);
        this.changes = new Changes(api.scalers(), counters);
        this.counters = counters;
    }

    Observed read(Part part) {
        var observed = switch (part) {
            case Part.Services services -> targets.services(services.cluster(), services.targets());
            case Part.Bounds bounds -> targets.bounds(bounds.namespace(), bounds.targets());
            case Part.Groups groups -> targets.groups(groups.targets());
            case Part.Instances instances -> observed(clusters.read(instances.cluster()));
            case Part.Hooks(var watched) -> told(() -> List.of(hooks.read(watched)));
            case Part.Template(var watched) -> told(() -> List.of(templates.read(watched)));
            case Part.Scaling scaling -> noted(() -> scalers.read(scaling.namespace(), scaling.targets()));
            case Part.GroupScaling scaling -> noted(() -> scalers.readGroups(scaling.targets()));
        };
        var completed = observed.observations().stream().map(this::completed).toList();
        return new Observed(completed, observed.failure());
    }

    private CapacityObservation completed(CapacityObservation observation) {
        return new CapacityObservation(
                observation.getTarget(),
                observation.getObservedAt(),
                observation.getObserved(),
                changes.of(observation).orElse(null),
                scalers.of(observation.getTarget()).orElse(null));
    }

    private Observed noted(Runnable reading) {
        return told(() -> {
            reading.run();
            return List.of();
        });
    }

    private Observed told(Supplier<List<CapacityObservation>> reading) {
        try {
            return new Observed(reading.get(), Optional.empty());
        } catch (SdkException e) {
            var failure = AwsFailure.of(e);
            counters.countError(failure.kind());
            return new Observed(List.of(), Optional.of(failure));
        }
    }

    private static Observed observed(ClusterReading reading) {
        return switch (reading) {
            case ClusterReading.Told(var observation) -> new Observed(List.of(observation), Optional.empty());
            case ClusterReading.Failed(var failure) -> new Observed(List.of(), Optional.of(failure));
        };
    }
}
