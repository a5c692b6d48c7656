package io.tidegate.connectors.notification;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.bridge.Backoff;
import io.tidegate.connectors.bridge.Loop;
import io.tidegate.connectors.bridge.Sleeper;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.connectors.bridge.Throttle;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.schemas.topic.GeneratedClasses;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * The notifiers of one instance, one for each sink, on a thread of its own: a sink that is down stops nothing else. Several
 * instances share the partitions between them.
 */
public final class Notifications implements AutoCloseable {
    /** Names of the sinks, in configuration, counters and dead letters. */
    public static final String EVENT_BRIDGE = "eventbridge";

    public static final String WEBHOOK = "webhook";

    // Polling waits for records by itself; this only keeps a consumer that returns at once from spinning.
    private static final Duration MIN_INTERVAL = Duration.ofMillis(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final NotificationConfig config;
    private final Clock clock;
    private final SortedMap<String, SinkCounters> counters = new TreeMap<>();
    private final SortedMap<String, Notifier> notifiers = new TreeMap<>();
    private final List<Loop> loops = new ArrayList<>();

    /**
     * What outcomes are told through.
     *
     * @param events the call of EventBridge; its client stays the caller's
     */
    public record Access(KafkaAccess kafka, Function<PutEventsRequest, PutEventsResponse> events, Secrets secrets) {
        /** Through real clients. */
        public Access(KafkaAccess kafka, AwsClients aws, Secrets secrets) {
            this(kafka, aws.events()::putEvents, secrets);
        }
    }

    /**
     * How a sink is doing.
     *
     * @param alive whether its thread works
     * @param partitions owned by this instance
     * @param waiting outcomes read and not yet taken
     * @param failure why it takes nothing now; empty when it does
     */
    public record SinkHealth(String sink, boolean alive, int partitions, int waiting, Optional<String> failure) {}

    private Notifications(NotificationConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Starts a notifier for each sink configured; returns at once, and work begins when the groups have assigned partitions. */
    public static Notifications start(NotificationConfig config, Access access, Clock clock) {
        GeneratedClasses.trust();
        var notifications = new Notifications(config, clock);
        config.eventBus()
                .ifPresent(bus ->
                        notifications.start(EVENT_BRIDGE, new EventBridgeSink(bus, access.events()), access.kafka()));
        config.webhook()
                .ifPresent(webhook -> notifications.start(
                        WEBHOOK, new WebhookSink(webhook, config.source(), access.secrets()), access.kafka()));
        return notifications;
    }

    private void start(String name, Sink sink, KafkaAccess kafka) {
        var counted = new SinkCounters();
        var courier = new Courier(name, sink, config, kafka, counted, new Random());
        var notifier = new Notifier(name, kafka.consumers().apply(name), courier, counted, clock);
        notifier.subscribe(config.topics());
        counters.put(name, counted);
        notifiers.put(name, notifier);
        var setting = new Loop.Setting(
                new Throttle(MIN_INTERVAL, clock, Sleeper.wallClock()),
                new Backoff(FIRST_PAUSE, LONGEST_PAUSE, new Random()),
                new SourceCounters(),
                clock);
        loops.add(Loop.start("outcomes-" + name, notifier, setting));
    }

    /** Counters by sink; live objects for a metrics library to read. */
    public SortedMap<String, SinkCounters> counters() {
        return Collections.unmodifiableSortedMap(counters);
    }

    /** Each sink, by name. */
    public List<SinkHealth> health() {
        var health = new ArrayList<SinkHealth>();
        for (var loop : loops) {
            var about = loop.health();
            var sink = about.name().replaceFirst("^outcomes-", "");
            var status = statusOf(sink);
            health.add(new SinkHealth(
                    sink,
                    about.alive(),
                    status.partitions(),
                    status.waiting(),
                    status.failure().or(about::failure)));
        }
        return List.copyOf(health);
    }

    private Notifier.Status statusOf(String sink) {
        var notifier = notifiers.get(sink);
        if (notifier == null) {
            throw new AssertionError("no notifier of sink " + sink);
        }
        return notifier.status();
    }

    /** Ends every notifier and leaves the groups, within seconds; idempotent. Producers and clients stay open. */
    @Override
    public void close() {
        loops.forEach(Loop::close);
        notifiers.values().forEach(Notifier::close);
    }
}
