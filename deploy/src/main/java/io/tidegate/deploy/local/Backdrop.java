package io.tidegate.deploy.local;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.sample.SamplePublisher;
import io.tidegate.deploy.service.Parts;
import io.tidegate.deploy.storm.Scene;
import io.tidegate.schemas.registry.EmbeddedRegistry;
import io.tidegate.schemas.registry.KafkaRegistryLog;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.fault.FaultRates;
import io.tidegate.streams.policy.file.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the service finds around it: a real broker, a registry, a simulated AWS with three services under load, and their
 * policies. The service itself is not part of it. {@link #close} may be called twice.
 */
public final class Backdrop implements AutoCloseable {
    /** Partitions of every topic: enough to have several owners, few enough for one machine. */
    public static final int PARTITIONS = 4;

    /** Name of the queue that tells of instances. */
    private static final String HOOKS = "hooks";

    private static final List<String> EXAMPLES = List.of("web", "api", "worker");

    private final Parts parts = new Parts();
    private final Topics topics = Topics.standard();
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;
    private final SimulatedAws aws;
    private final Traffic traffic;
    private final FaultRates usualFaults;

    private Backdrop(LocalOptions options, Clock clock) throws IOException {
        try {
            var addresses = Addresses.of(options.data());
            kafka = parts.add(options.data()
                    .map(folder -> EmbeddedKafka.start(folder.resolve("kafka"), addresses.kafka()))
                    .orElseGet(EmbeddedKafka::startTemporary));
            new TopicAdmin(access(), topics).create(PARTITIONS, Optional.of((short) 1));
            registry = parts.add(EmbeddedRegistry.start(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), addresses.registry()),
                    new KafkaRegistryLog(new TreeMap<>(access().client(new TreeMap<>())), topics)));
            usualFaults = options.calm() ? FaultRates.CALM : FaultRates.USUAL;
            var config = CloudConfig.real(clock.instant(), options.seed())
                    .withPace(options.pace())
                    .withFaults(usualFaults);
            aws = parts.add(SimulatedAws.start(config, addresses.aws()));
            aws.tell(ExampleFleet::create);
            aws.tell(cloud -> cloud.messageQueues().add(HOOKS));
            var queue = parts.add(QueueEndpoint.start(() -> aws.ask(cloud -> cloud.backlog(ExampleFleet.WORKER))));
            applyExamples(queue.url(), clock);
            var publisher = parts.add(new SamplePublisher(access(), topics, registry.registry()));
            options.data().ifPresent(this::remember);
            traffic = parts.add(Traffic.start(
                    aws, publisher, options.trace(), clock, options.data().map(data -> new ChangeLog(data, aws))));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything; the load runs from then on.
     *
     * @throws IllegalStateException when the broker cannot start, saying why
     */
    public static Backdrop start(LocalOptions options, Clock clock) {
        try {
            return new Backdrop(options, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("local mode could not listen on loopback", e);
        }
    }

    public KafkaAccess access() {
        return KafkaAccess.plain(kafka.bootstrap());
    }

    public Topics topics() {
        return topics;
    }

    public SchemaRegistry registry() {
        return registry.registry();
    }

    public URI registryUrl() {
        return registry.url();
    }

    public SimulatedAws aws() {
        return aws;
    }

    /** Where hooks and rules of the simulated AWS may tell of instances, as SQS names it. */
    public URI hookQueue() {
        var account = aws.<String>ask(cloud -> cloud.place().account());
        return aws.endpoint().resolve("/%s/%s".formatted(account, HOOKS));
    }

    /** Where a storm may come down. */
    public Scene scene(Clock clock) {
        return new Scene(aws, HOOKS, access(), topics, registry(), clock);
    }

    /** How often the simulated AWS fails when nobody makes it. */
    FaultRates usualFaults() {
        return usualFaults;
    }

    /** Folder of the topics. */
    public Path data() {
        return kafka.data();
    }

    /** Ends the load; what runs keeps running. */
    public void stopLoad() {
        traffic.close();
    }

    // The broker may be the first to write to the folder; it is there by now.
    private void remember(Path data) {
        new Addresses(
                        port(kafka.bootstrap()),
                        registry.url().getPort(),
                        aws.endpoint().getPort())
                .write(data);
    }

    private static int port(String bootstrap) {
        return Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
    }

    private void applyExamples(URI queue, Clock clock) throws IOException {
        var store = new PolicyStore(access(), topics, registry.registry());
        for (String example : EXAMPLES) {
            String file = "examples/" + example + ".yaml";
            String text = text(file).replace("%(QUEUE_URL)", queue.toString());
            var parsed = PolicyReader.read(file, text, _ -> Optional.empty());
            if (!parsed.problems().isEmpty()) {
                throw new IllegalStateException(parsed.problems().getFirst().toString());
            }
            store.apply(parsed.documents(), clock.instant(), "local mode");
        }
    }

    private static String text(String resource) throws IOException {
        try (var in = Backdrop.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("resource " + resource + " must be in the jar, was missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
