package io.tidegate.deploy.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this JVM: one KRaft node that is broker and controller, on loopback only. Its data survives a
 * restart on the same folder. Started by the factories, stopped by {@link #close()}, which may be called twice.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int NODE_ID = 1;

    private final KafkaRaftServer server;
    private final Path data;
    private final int port;
    private final boolean temporary;
    private boolean closed;

    private EmbeddedKafka(KafkaRaftServer server, Path data, int port, boolean temporary) {
        this.server = server;
        this.data = data;
        this.port = port;
        this.temporary = temporary;
    }

    /**
     * Starts a broker that keeps its data.
     *
     * @param data folder of the data, created when missing; one broker at a time uses it
     * @param port of the broker; 0 chooses a free one
     * @throws IllegalStateException when the port is taken or the folder is in use, saying which
     */
    public static EmbeddedKafka start(Path data, int port) {
        return start(data, port, false, Access.OPEN);
    }

    /** Starts a broker on a free port whose data goes when it is closed. */
    public static EmbeddedKafka startTemporary() {
        return startTemporary(Access.OPEN);
    }

    /** The same for clients that have to say who they are. */
    static EmbeddedKafka startTemporary(Access access) {
        try {
            return start(Files.createTempDirectory("tidegate-kafka"), 0, true, access);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary data", e);
        }
    }

    /** What clients connect to: {@code host:port}. */
    public String bootstrap() {
        return HOST + ":" + port;
    }

    /** Folder of the data. */
    public Path data() {
        return data;
    }

    /** Stops the broker in order, so that the next start on the same data is quick. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            delete(data);
        }
    }

    /**
     * Who may come, and as what.
     *
     * @param protocol that clients speak
     * @param settings of the broker, for it
     */
    record Access(String protocol, Map<String, String> settings) {
        /** Anybody on this machine, who may do everything. */
        static final Access OPEN = new Access("PLAINTEXT", Map.of());
    }

    private static EmbeddedKafka start(Path data, int port, boolean temporary, Access access) {
        int brokerPort = free(port);
        int controllerPort = free(0);
        try {
            Files.createDirectories(data);
            refuseShared(data);
            format(data);
        } catch (IOException e) {
            throw new UncheckedIOException("kafka.data must be a writable folder, was " + data, e);
        }
        var properties = properties(data, brokerPort, controllerPort, access);
        if (temporary) {
            // Nobody starts it again and waits for its session to end, so a busy machine need not cost it its
            // partitions.
            properties.setProperty("broker.session.timeout.ms", "60000");
        }
        var config = KafkaConfig.fromProps(properties, false);
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new IllegalStateException("Kafka did not start on %s: %s".formatted(data, e.getMessage()), e);
        }
        return new EmbeddedKafka(server, data, brokerPort, temporary);
    }

    // A port that is taken is told here, in our words: the broker would end the process.
    private static int free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("kafka.port must be free, was %d: %s".formatted(port, e.getMessage()), e);
        }
    }

    // The broker's own lock, tried first: the broker would tell of it in forty lines.
    private static void refuseShared(Path data) throws IOException {
        try (var channel =
                        FileChannel.open(data.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException _) {
            // A broker of this process has it.
        }
        throw new IllegalStateException("kafka.data must be of one broker at a time, was in use: " + data);
    }

    private static void format(Path data) throws IOException {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Kafka could not format " + data, e);
        }
    }

    private static Properties properties(Path data, int brokerPort, int controllerPort, Access access) {
        var properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", String.valueOf(NODE_ID));
        properties.setProperty("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty(
                "listeners",
                "%s://%s:%d,CONTROLLER://%s:%d".formatted(access.protocol(), HOST, brokerPort, HOST, controllerPort));
        properties.setProperty("inter.broker.listener.name", access.protocol());
        properties.setProperty(
                "listener.security.protocol.map", "%1$s:%1$s,CONTROLLER:PLAINTEXT".formatted(access.protocol()));
        properties.setProperty("log.dirs", data.toString());
        properties.setProperty("auto.create.topics.enable", "false");
        oneNode(properties);
        quick(properties);
        small(properties);
        access.settings().forEach(properties::setProperty);
        return properties;
    }

    private static void oneNode(Properties properties) {
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("min.insync.replicas", "1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("offsets.topic.num.partitions", "1");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("transaction.state.log.num.partitions", "1");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
    }

    // What a broker waits for in a cluster, and what nobody else needs on one node.
    private static void quick(Properties properties) {
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("broker.heartbeat.interval.ms", "500");
        properties.setProperty("broker.session.timeout.ms", "3000");
        properties.setProperty("controller.quorum.election.timeout.ms", "200");
        properties.setProperty("controller.quorum.election.backoff.max.ms", "200");
        properties.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    }

    // Defaults are for servers: the cleaner's buffer alone would take 128 MiB of heap.
    private static void small(Properties properties) {
        properties.setProperty("log.cleaner.threads", "1");
        properties.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        properties.setProperty("log.cleaner.io.buffer.size", String.valueOf(256 << 10));
        properties.setProperty("log.index.size.max.bytes", String.valueOf(1 << 20));
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "3");
        properties.setProperty("background.threads", "2");
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("temporary data was not deleted: " + folder, e);
        }
    }
}
