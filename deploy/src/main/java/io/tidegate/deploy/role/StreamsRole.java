package io.tidegate.deploy.role;

import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decide.DecideSettings;
import io.tidegate.streams.decide.DecideTopology;
import io.tidegate.streams.route.RouteSettings;
import io.tidegate.streams.route.RouteTopology;
import io.tidegate.streams.shell.StreamsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes samples and decides: the two Kafka Streams applications. A thread that dies is replaced. */
public final class StreamsRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRole.class);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final SortedMap<String, KafkaStreams> applications;

    private StreamsRole(SortedMap<String, KafkaStreams> applications) {
        this.applications = applications;
    }

    /** Starts both applications; returns at once, and {@link #health} tells when they run. */
    public static StreamsRole start(
            StreamsSettings settings, DecideSettings decide, Topics topics, SchemaRegistry registry) {
        var applications = new TreeMap<String, KafkaStreams>();
        topologies(decide, topics, registry)
                .forEach((id, topology) -> applications.put(id, application(settings, id, topology)));
        applications.values().forEach(KafkaStreams::start);
        return new StreamsRole(applications);
    }

    /** What the applications are, by their ids. */
    public static SortedMap<String, Topology> topologies(
            DecideSettings decide, Topics topics, SchemaRegistry registry) {
        var topologies = new TreeMap<String, Topology>();
        topologies.put(topics.prefix() + "route", new RouteTopology(topics, registry, RouteSettings.DEFAULT).get());
        topologies.put(topics.prefix() + "decide", new DecideTopology(topics, registry, decide).get());
        return topologies;
    }

    private static KafkaStreams application(StreamsSettings settings, String id, Topology topology) {
        return application(settings.of(id), id, topology);
    }

    static KafkaStreams application(Map<String, Object> properties, String id, Topology topology) {
        var streams = new KafkaStreams(topology, new StreamsConfig(properties));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.atError().addKeyValue("application", id).setCause(failure).log("A stream thread died and is replaced");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        return streams;
    }

    @Override
    public String name() {
        return RoleName.STREAMS.text();
    }

    @Override
    public Health health() {
        return new Health(
                applications.values().stream().allMatch(streams -> streams.state() == State.RUNNING),
                applications.entrySet().stream()
                        .map(application -> "%s is %s"
                                .formatted(
                                        application.getKey(),
                                        application.getValue().state()))
                        .collect(Collectors.joining(", ")));
    }

    /** None: Kafka Streams publishes its own over JMX. */
    @Override
    public List<Figure> figures() {
        return List.of();
    }

    @Override
    public void close() {
        applications.values().forEach(streams -> streams.close(FAREWELL));
    }
}
