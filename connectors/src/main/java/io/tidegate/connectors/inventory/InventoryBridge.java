package io.tidegate.connectors.inventory;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.Agenda;
import io.tidegate.connectors.bridge.Backoff;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.Emitter.Keyed;
import io.tidegate.connectors.bridge.Fanout;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.inventory.InventoryReader.Observed;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.naming.Target;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The inventory source: observes the services of each cluster, groups, and the bounds of scalable targets, once in every
 * interval. Clusters and APIs are read apart from each other: one that fails or hangs retreats alone.
 */
public final class InventoryBridge implements Loop.Pass, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryBridge.class);
    private static final int CONCURRENCY = 16;
    private static final String BOUNDS = "bounds";
    private static final String GROUPS = "groups";

    private final Supplier<Watched> watched;
    private final InventoryConfig config;
    private final InventoryReader reader;
    private final Agenda<String> agenda;
    private final Fanout<String> fanout;
    private final Emitter<CapacityObservation> emitter;
    private final Clock clock;
    private final Map<String, Retreat> retreats = new ConcurrentHashMap<>();

    /** What the bridge reads with and writes to. */
    public record Access(
            InventoryApi api, Emitter<CapacityObservation> emitter, SourceCounters counters, Clock clock) {}

    /** @param watched the targets of now; asked in every pass */
    public InventoryBridge(InventoryConfig config, Supplier<Watched> watched, Access access) {
        this.watched = watched;
        this.config = config;
        this.reader = new InventoryReader(access.api(), access.counters(), access.clock());
        this.agenda = new Agenda<>(_ -> config.interval());
        this.fanout = new Fanout<>("inventory", CONCURRENCY, access.counters());
        this.emitter = access.emitter();
        this.clock = access.clock();
    }

    /**
     * What AWS told when asked once.
     *
     * @param failures why the rest was not told, one line each
     */
    public record Seen(List<CapacityObservation> observations, List<String> failures) {}

    /** Observes everything once. */
    public static Seen observeOnce(InventoryApi api, Watched watched, Clock clock) {
        var reader = new InventoryReader(api, new SourceCounters(), clock);
        var observations = new ArrayList<CapacityObservation>();
        var failures = new ArrayList<String>();
        parts(watched).forEach((name, part) -> {
            var observed = observe(reader, part);
            observations.addAll(observed.observations());
            observed.failure().ifPresent(failure -> failures.add("%s: %s".formatted(name, failure.text())));
        });
        return new Seen(observations, failures);
    }

    @Override
    public void run() {
        var parts = parts(watched.get());
        retreats.keySet().retainAll(parts.keySet());
        for (var due : agenda.due(clock.instant(), parts.keySet())) {
            var part = parts.get(due.query());
            if (part != null && retreat(due.query()).isOver(clock.instant())) {
                fanout.start(due.query(), () -> observe(due.query(), part));
            }
        }
    }

    /** Targets that are asked about together. */
    private sealed interface Part {
        record Services(String cluster, List<Target.EcsService> targets) implements Part {}

        record Bounds(String namespace, List<? extends Target> targets) implements Part {}

        record Groups(List<Target.Group> targets) implements Part {}
    }

    private static Map<String, Part> parts(Watched all) {
        var parts = new TreeMap<String, Part>();
        var services = all.services();
        var clusters = new TreeMap<String, List<Target.EcsService>>();
        for (var service : services) {
            clusters.computeIfAbsent(service.target().cluster(), _ -> new ArrayList<>())
                    .add(service.target());
        }
        clusters.forEach((cluster, targets) -> parts.put("cluster/" + cluster, new Part.Services(cluster, targets)));
        var bounds = services.stream()
                .filter(WatchedService::bounds)
                .map(WatchedService::target)
                .toList();
        if (!bounds.isEmpty()) {
            parts.put(BOUNDS, new Part.Bounds("ecs", bounds));
        }
        var namespaces = new TreeMap<String, List<Target.Scalable>>();
        for (var target : all.scalables()) {
            namespaces
                    .computeIfAbsent(target.namespace(), _ -> new ArrayList<>())
                    .add(target);
        }
        namespaces.forEach(
                (namespace, targets) -> parts.put(BOUNDS + "/" + namespace, new Part.Bounds(namespace, targets)));
        if (!all.groups().isEmpty()) {
            parts.put(GROUPS, new Part.Groups(all.groups()));
        }
        return parts;
    }

    private void observe(String name, Part part) throws InterruptedException {
        var observed = observe(reader, part);
        emit(observed);
        observed.failure().ifPresentOrElse(failure -> failed(name, failure), retreat(name)::succeeded);
    }

    private static Observed observe(InventoryReader reader, Part part) {
        return switch (part) {
            case Part.Services services -> reader.services(services.cluster(), services.targets());
            case Part.Bounds bounds -> reader.bounds(bounds.namespace(), bounds.targets());
            case Part.Groups groups -> reader.groups(groups.targets());
        };
    }

    private void emit(Observed observed) throws InterruptedException {
        emitter.emit(observed.observations().stream()
                .map(observation -> new Keyed<>(observation.getTarget(), observation))
                .toList());
    }

    private void failed(String name, AwsFailure failure) {
        boolean first = retreat(name).failed(clock.instant());
        LOG.atLevel(first ? Level.WARN : Level.DEBUG)
                .addKeyValue("part", name)
                .addKeyValue("error", failure.text())
                .log("Capacity could not be observed");
    }

    private Retreat retreat(String name) {
        return retreats.computeIfAbsent(
                name, _ -> new Retreat(new Backoff(config.interval(), config.retryCap(), new Random())));
    }

    @Override
    public void close() {
        fanout.close();
    }
}
