package io.tidegate.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.registry.EmbeddedRegistry;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.KafkaRegistryLog;
import io.tidegate.schemas.registry.RegistryClient;
import io.tidegate.schemas.registry.RegistryClientConfig;
import io.tidegate.schemas.registry.RegistryLog;
import io.tidegate.schemas.registry.RegistryUnavailableException;
import io.tidegate.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedKafka.class)
class EmbeddedRegistryIT {
    private static final Schema INT = SchemaBuilder.builder().intType();
    private static final Schema LONG = SchemaBuilder.builder().longType();

    @Test
    void findsItsSchemasOnTheTopicAfterARestart(EmbeddedKafka kafka) throws Exception {
        try (var before = registry(kafka, "restart.");
                var client = client(before)) {
            assertThat(client.register("a", INT)).isEqualTo(1);
            assertThat(client.register("b", LONG)).isEqualTo(2);
        }

        try (var after = registry(kafka, "restart.");
                var client = client(after)) {
            assertThat(client.byId(2)).isEqualTo(LONG);
            assertThat(client.register("a", INT)).isEqualTo(1);
            assertThat(client.register("c", SchemaBuilder.builder().bytesType()))
                    .isEqualTo(3);
        }
    }

    @Test
    void takesNoMoreSchemasOnceAnotherOwnsTheTopic(EmbeddedKafka kafka) {
        try (var first = InProcessRegistry.open(log(kafka, "owner."));
                var second = InProcessRegistry.open(log(kafka, "owner."))) {
            assertThat(second.register("a", INT)).isEqualTo(1);

            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> first.register("b", LONG))
                        .isInstanceOf(RegistryUnavailableException.class)
                        .hasMessage("registry on topic owner.schemas must have one owner at a time, another took over");
            }

            assertThat(second.register("b", LONG)).isEqualTo(2);
        }
    }

    @Test
    void refusesATopicThatWouldForgetOrReorder(EmbeddedKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic("forgets.schemas", Optional.of(1), Optional.empty()),
                            new NewTopic("reorders.schemas", Optional.of(3), Optional.empty())))
                    .all()
                    .get();
        }

        assertThatThrownBy(() -> InProcessRegistry.open(log(kafka, "forgets.")))
                .hasMessage("cleanup.policy of topic forgets.schemas must be compact, was delete");
        assertThatThrownBy(() -> InProcessRegistry.open(log(kafka, "reorders.")))
                .hasMessage("topic reorders.schemas must have 1 partition, had 3");
    }

    private static EmbeddedRegistry registry(EmbeddedKafka kafka, String prefix) throws Exception {
        return EmbeddedRegistry.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), log(kafka, prefix));
    }

    private static RegistryClient client(EmbeddedRegistry registry) {
        return new RegistryClient(RegistryClientConfig.of(registry.url().toString()));
    }

    private static RegistryLog log(EmbeddedKafka kafka, String prefix) {
        return new KafkaRegistryLog(Map.of("bootstrap.servers", kafka.bootstrap()), new Topics(prefix));
    }
}
