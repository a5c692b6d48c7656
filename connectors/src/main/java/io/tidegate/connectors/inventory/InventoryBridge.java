package io.tidegate.connectors.inventory;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.Emitter.Keyed;
import io.tidegate.connectors.bridge.Fanout;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.CapacityObservation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The inventory source: observes the services of each cluster, groups, and the bounds of scalable targets, once in every
 * interval, and clusters' instances, hooked groups, launch templates and AWS's own scaling policies at intervals of their own.
 * Clusters, APIs, and the hooked groups and the launch template of each policy are read apart from each other: one that fails or
 * hangs retreats alone.
 */
public final class InventoryBridge implements Loop.Pass, AutoCloseable {
    private static final int CONCURRENCY = 16;

    private final Supplier<Watched> watched;
    private final PartReader reader;
    private final Fanout<String> fanout;
    private final Rounds targets;
    private final Rounds clusters;
    private final Rounds templates;
    private final Rounds scaling;
    private final Emitter<CapacityObservation> emitter;

    /** What the bridge reads with and writes to. */
    public record Access(
            InventoryApi api, Emitter<CapacityObservation> emitter, SourceCounters counters, Clock clock) {}

    /** @param watched the targets of now; asked in every pass */
    public InventoryBridge(InventoryConfig config, Supplier<Watched> watched, Access access) {
        this.watched = watched;
        this.reader = new PartReader(access.api(), access.counters(), access.clock());
        this.fanout = new Fanout<>("inventory", CONCURRENCY, access.counters());
        this.targets = new Rounds(config.interval(), config.retryCap(), fanout, access.clock());
        this.clusters = new Rounds(config.clusterInterval(), config.retryCap(), fanout, access.clock());
        this.templates = new Rounds(config.imageInterval(), config.imageRetryCap(), fanout, access.clock());
        this.scaling =
                new Rounds(config.scalingPoliciesInterval(), config.scalingPoliciesInterval(), fanout, access.clock());
        this.emitter = access.emitter();
    }

    /**
     * What AWS told when asked once.
     *
     * @param failures why the rest was not told, one line each
     */
    public record Seen(List<CapacityObservation> observations, List<String> failures) {}

    /** Observes everything once. */
    public static Seen observeOnce(InventoryApi api, Watched watched, Clock clock) {
        var reader = new PartReader(api, new SourceCounters(), clock);
        var observations = new ArrayList<CapacityObservation>();
        var failures = new ArrayList<String>();
        // First, so that the observations know of them; who may not ask for them sees the rest all the same.
        Part.ofScaling(watched).values().forEach(reader::read);
        var parts = new TreeMap<>(Part.ofTargets(watched));
        parts.putAll(Part.ofClusters(watched));
        parts.putAll(Part.ofTemplates(watched));
        parts.forEach((name, part) -> {
            var observed = reader.read(part);
            observations.addAll(observed.observations());
            observed.failure().ifPresent(failure -> failures.add("%s: %s".formatted(name, failure.text())));
        });
        return new Seen(observations, failures);
    }

    @Override
    public void run() {
        var now = watched.get();
        targets.start(Part.ofTargets(now), this::observe);
        clusters.start(Part.ofClusters(now), this::observe);
        templates.start(Part.ofTemplates(now), this::observe);
        scaling.start(Part.ofScaling(now), this::observe);
    }

    private Optional<AwsFailure> observe(Part part) throws InterruptedException {
        var observed = reader.read(part);
        emitter.emit(observed.observations().stream()
                .map(observation -> new Keyed<>(observation.getTarget(), observation))
                .toList());
        return observed.failure();
    }

    @Override
    public void close() {
        fanout.close();
    }
}
