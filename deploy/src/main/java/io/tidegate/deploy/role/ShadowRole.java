package io.tidegate.deploy.role;

import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.shadow.app.ShadowBoard;
import io.tidegate.streams.shadow.app.ShadowTopology;
import io.tidegate.streams.shell.StreamsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Lets shadow policies decide: a Kafka Streams application of its own. A thread that dies is replaced. */
public final class ShadowRole implements Role {
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    // Nobody waits for a shadow, and every commit is a transaction.
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    private final String id;
    private final KafkaStreams application;
    private final ShadowBoard board;

    private ShadowRole(String id, KafkaStreams application, ShadowBoard board) {
        this.id = id;
        this.application = application;
        this.board = board;
    }

    /** Starts the application; returns at once, and {@link #health} tells when it runs. */
    public static ShadowRole start(
            StreamsSettings settings, String tzdataVersion, Topics topics, SchemaRegistry registry) {
        var board = new ShadowBoard();
        String id = id(topics);
        var properties = new TreeMap<>(settings.of(id));
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        // Of the two journals the older record goes first, so that one that catches up decides as if it had been there.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        var application = StreamsRole.application(properties, id, topology(tzdataVersion, topics, registry, board));
        application.start();
        return new ShadowRole(id, application, board);
    }

    /** The application's id. */
    public static String id(Topics topics) {
        return topics.prefix() + "shadow";
    }

    /** What the application is. */
    public static Topology topology(String tzdataVersion, Topics topics, SchemaRegistry registry) {
        return topology(tzdataVersion, topics, registry, new ShadowBoard());
    }

    private static Topology topology(String tzdataVersion, Topics topics, SchemaRegistry registry, ShadowBoard board) {
        return new ShadowTopology(topics, registry, tzdataVersion, board).get();
    }

    @Override
    public String name() {
        return RoleName.SHADOW.text();
    }

    @Override
    public Health health() {
        return new Health(application.state() == State.RUNNING, "%s is %s".formatted(id, application.state()));
    }

    @Override
    public List<Figure> figures() {
        return List.of();
    }

    @Override
    public void onFigure(Consumer<Figure> taker) {
        board.onPair(pair -> {
            var tags = Map.of("target", pair.target(), "policy", pair.policy());
            taker.accept(Figure.gauge(
                    "tidegate.shadow.desired",
                    "Capacity that a shadow would have its target desire; NaN when it is not decided here",
                    tags,
                    () -> value(board.virtual(pair))));
            taker.accept(Figure.gauge(
                    "tidegate.shadow.live.desired",
                    "Capacity that the target of a shadow really desires, as last observed",
                    tags,
                    () -> value(board.real(pair))));
        });
    }

    private static double value(OptionalInt desired) {
        return desired.isPresent() ? desired.getAsInt() : Double.NaN;
    }

    @Override
    public void close() {
        application.close(FAREWELL);
    }
}
