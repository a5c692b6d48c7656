package io.tidegate.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.Direction;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.WireFormat;
import io.tidegate.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that is not ours beside our own, over a registry that is not ours and over our own. */
class NodeClientForeignIT {
    private static final Topics TOPICS = new Topics("foreign.");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private static ApicurioServer apicurio;
    private static EmbeddedRegistry embedded;
    private static NodeClient node;

    @BeforeAll
    static void start() throws Exception {
        node = NodeClient.install();
        apicurio = ApicurioServer.start();
        embedded =
                EmbeddedRegistry.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new InMemoryLog());
    }

    @AfterAll
    static void stop() {
        embedded.close();
        apicurio.close();
    }

    static Stream<Named<URI>> registries() {
        return Stream.of(Named.of("Apicurio", apicurio.url()), Named.of("embedded", embedded.url()));
    }

    @ParameterizedTest
    @MethodSource("registries")
    void writesASampleThatWeRead(URI registry) throws Exception {
        var written = node.writeSample(registry, TOPICS.metricSamples().name());

        try (var client = client(registry)) {
            var sample = new MetricSampleSerde(TOPICS, client)
                    .deserialize(TOPICS.metricSamples().name(), written);

            assertThat(sample)
                    .isEqualTo(new MetricSample(
                            "queue_depth",
                            Map.of("cluster", "demo", "service", "orders"),
                            AT,
                            SampleStatus.OK,
                            12.5,
                            null,
                            1L,
                            null,
                            "node",
                            "n-1",
                            null));
        }
    }

    @ParameterizedTest
    @MethodSource("registries")
    void getsTheIdThatWeGetForTheSameFile(URI registry) throws Exception {
        var written = node.writeSample(registry, TOPICS.metricSamples().name());

        try (var client = client(registry)) {
            var serde = AvroSerde.of(TOPICS.metricSamples(), MetricSample.class, client);
            var ours = serde.encode(serde.decode(written));

            assertThat(WireFormat.schemaId(ours)).isEqualTo(WireFormat.schemaId(written));
        }
    }

    @ParameterizedTest
    @MethodSource("registries")
    void readsACommandThatWeWrote(URI registry) throws Exception {
        var command = new ScaleCommand(
                "cluster/demo|ecs/demo/web|1|7",
                "cluster/demo",
                "ecs/demo/web",
                AT,
                7L,
                "web",
                3,
                AT,
                AT.plusSeconds(60),
                Direction.OUT,
                new SetCapacity(2, 5),
                "cpu 90 above 60",
                50,
                false);
        byte[] value;
        try (var client = client(registry)) {
            value = AvroSerde.of(TOPICS.scaleCommands(), ScaleCommand.class, client)
                    .encode(command);
        }

        var read = node.read(registry, TOPICS.scaleCommands().name(), value);

        assertThat(read.path("id").textValue()).isEqualTo("cluster/demo|ecs/demo/web|1|7");
        assertThat(read.path("direction").textValue()).isEqualTo("OUT");
        assertThat(read.path("deadline").longValue())
                .isEqualTo(AT.plusSeconds(60).toEpochMilli());
        assertThat(read.path("action").toString())
                .isEqualTo("{\"io.tidegate.schemas.SetCapacity\":{\"expected\":2,\"desired\":5}}");
    }

    private static RegistryClient client(URI registry) {
        return new RegistryClient(RegistryClientConfig.of(registry.toString()));
    }
}
