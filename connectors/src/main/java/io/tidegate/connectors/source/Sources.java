package io.tidegate.connectors.source;

import io.tidegate.connectors.assignment.PolicyFollower;
import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.bridge.Backoff;
import io.tidegate.connectors.bridge.Emitter;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.Sleeper;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.bridge.Throttle;
import io.tidegate.connectors.cloudwatch.CloudWatchBridge;
import io.tidegate.connectors.http.HttpBridge;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.connectors.inventory.InventoryApi;
import io.tidegate.connectors.inventory.InventoryBridge;
import io.tidegate.connectors.lifecycle.DeadMessages;
import io.tidegate.connectors.lifecycle.LifecycleApi;
import io.tidegate.connectors.lifecycle.LifecycleBridge;
import io.tidegate.connectors.lifecycle.QueueUrl;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.topic.GeneratedClasses;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sources of one instance: a follower of policies says what to poll, and CloudWatch, the inventory and the queues of each
 * account and region, and HTTP poll it, each on a thread of its own. Several instances share the policies between them.
 */
public final class Sources implements AutoCloseable {
    // Polling waits for records by itself; this only keeps a consumer that returns at once from spinning.
    private static final Duration MIN_POLL_INTERVAL = Duration.ofMillis(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Clock clock;
    private final PolicyFollower follower;
    private final SortedMap<String, SourceCounters> counters = new TreeMap<>();
    private final List<Loop> loops = new ArrayList<>();
    private final List<Runnable> closers = new ArrayList<>();

    private Sources(KafkaAccess kafka, Set<Place> reached, Clock clock) {
        this.clock = clock;
        this.follower = new PolicyFollower(
                kafka.policies().get(), kafka.topics().scalingPolicies().name(), reached, countersOf("policies"));
    }

    /**
     * Starts every source; returns at once, and work begins when the group has assigned partitions.
     *
     * @param aws by account and region
     */
    public static Sources start(
            SourcesConfig config, KafkaAccess kafka, Map<Place, AwsClients> aws, Secrets secrets, Clock clock) {
        GeneratedClasses.trust();
        var sources = new Sources(kafka, aws.keySet(), clock);
        // Loops of their own: an account that cannot be reached holds back no other.
        aws.forEach((place, clients) -> {
            sources.startCloudWatch(config, kafka, place, clients);
            sources.startInventory(config, kafka, place, clients);
            sources.startLifecycle(config, kafka, place, clients, queuesOf(config, place, aws.keySet()));
        });
        sources.startHttp(config, kafka, secrets);
        sources.startLoop("policies", sources.follower, MIN_POLL_INTERVAL);
        return sources;
    }

    private void startCloudWatch(SourcesConfig config, KafkaAccess kafka, Place place, AwsClients clients) {
        var counted = countersOf("cloudwatch");
        var emitter =
                new Emitter<>(kafka.samples(), kafka.topics().metricSamples().name(), counted);
        var api = clients.cloudWatch();
        var bridge = new CloudWatchBridge(
                config.cloudWatch(),
                () -> follower.work().cloudWatch(place),
                new CloudWatchBridge.Access(api::getMetricData, emitter, counted, clock));
        startLoop("cloudwatch", place, bridge, config.tick());
    }

    private void startHttp(SourcesConfig config, KafkaAccess kafka, Secrets secrets) {
        var counted = countersOf("http");
        var emitter =
                new Emitter<>(kafka.samples(), kafka.topics().metricSamples().name(), counted);
        var bridge = new HttpBridge(
                config.http(), () -> follower.work().http(), new HttpBridge.Access(secrets, emitter, counted, clock));
        closers.add(bridge::close);
        startLoop("http", bridge, config.tick());
    }

    private void startInventory(SourcesConfig config, KafkaAccess kafka, Place place, AwsClients clients) {
        var counted = countersOf("inventory");
        var emitter = new Emitter<>(
                kafka.observations(), kafka.topics().capacityObservations().name(), counted);
        var bridge = new InventoryBridge(
                config.inventory(),
                () -> follower.work().watched().in(place),
                new InventoryBridge.Access(InventoryApi.of(clients), emitter, counted, clock));
        closers.add(bridge::close);
        startLoop("inventory", place, bridge, config.tick());
    }

    private static List<QueueUrl> queuesOf(SourcesConfig config, Place place, Set<Place> reached) {
        return config.lifecycle().queues().stream()
                .filter(queue -> queue.placeAmong(reached).equals(place))
                .toList();
    }

    private void startLifecycle(
            SourcesConfig config, KafkaAccess kafka, Place place, AwsClients clients, List<QueueUrl> queues) {
        var counted = countersOf("lifecycle");
        var bridge = new LifecycleBridge(
                config.lifecycle(),
                place,
                new LifecycleBridge.Access(
                        LifecycleApi.of(clients),
                        new Emitter<>(
                                kafka.lifecycle(),
                                kafka.topics().lifecycleEvents().name(),
                                counted),
                        new DeadMessages(kafka.deadLetters(), kafka.topics().deadLetters(), counted),
                        counted,
                        clock,
                        Sleeper.wallClock(),
                        Sources::backoff));
        startLoop(
                "lifecycle", place, bridge.reconciliation(() -> follower.work().hooked(place)), config.tick());
        for (var queue : queues) {
            for (int i = 1; i <= config.lifecycle().consumers(); i++) {
                startLoop(
                        "lifecycle",
                        name("lifecycle", place) + " " + queue.name() + " " + i,
                        bridge.consumer(queue),
                        MIN_POLL_INTERVAL);
            }
        }
    }

    private void startLoop(String source, Loop.Pass pass, Duration interval) {
        startLoop(source, Place.DEFAULT, pass, interval);
    }

    private void startLoop(String source, Place place, Loop.Pass pass, Duration interval) {
        startLoop(source, name(source, place), pass, interval);
    }

    private void startLoop(String source, String name, Loop.Pass pass, Duration interval) {
        var throttle = new Throttle(interval, clock, Sleeper.wallClock());
        loops.add(Loop.start(name, pass, new Loop.Setting(throttle, backoff(), countersOf(source), clock)));
    }

    private static String name(String source, Place place) {
        return place.equals(Place.DEFAULT) ? source : source + " " + place.key();
    }

    private static Backoff backoff() {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE, new Random());
    }

    private SourceCounters countersOf(String name) {
        return counters.computeIfAbsent(name, _ -> new SourceCounters());
    }

    /** Counters by source: cloudwatch, http, inventory, lifecycle, policies; live objects for a metrics library to read. */
    public SortedMap<String, SourceCounters> counters() {
        return Collections.unmodifiableSortedMap(counters);
    }

    public SourcesHealth health() {
        return new SourcesHealth(
                follower.owned(),
                follower.work().policies(),
                loops.stream().map(Loop::health).toList());
    }

    /** Ends every source and leaves the group, within seconds; idempotent. Producers and clients stay open. */
    @Override
    public void close() {
        loops.forEach(Loop::close);
        closers.forEach(Runnable::run);
        follower.close();
    }
}
