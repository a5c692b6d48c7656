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

    private final KafkaStreams route;
    private final KafkaStreams decide;

    private StreamsRole(KafkaStreams route, KafkaStreams decide) {
        this.route = route;
        this.decide = decide;
    }

    /** Starts both applications; returns at once, and {@link #health} tells when they run. */
    public static StreamsRole start(
            StreamsSettings settings, DecideSettings decide, Topics topics, SchemaRegistry registry) {
        var role = new StreamsRole(
                application(
                        settings, topics, "route", new RouteTopology(topics, registry, RouteSettings.DEFAULT).get()),
                application(settings, topics, "decide", new DecideTopology(topics, registry, decide).get()));
        role.applications().forEach(KafkaStreams::start);
        return role;
    }

    private static KafkaStreams application(StreamsSettings settings, Topics topics, String name, Topology topology) {
        var streams = new KafkaStreams(topology, new StreamsConfig(settings.of(topics.prefix() + name)));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.atError()
                    .addKeyValue("application", name)
                    .setCause(failure)
                    .log("A stream thread died and is replaced");
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
                applications().stream().allMatch(streams -> streams.state() == State.RUNNING),
                "route is %s, decide is %s".formatted(route.state(), decide.state()));
    }

    /** None: Kafka Streams publishes its own over JMX. */
    @Override
    public List<Figure> figures() {
        return List.of();
    }

    @Override
    public void close() {
        applications().forEach(streams -> streams.close(FAREWELL));
    }

    private List<KafkaStreams> applications() {
        return List.of(route, decide);
    }
}
