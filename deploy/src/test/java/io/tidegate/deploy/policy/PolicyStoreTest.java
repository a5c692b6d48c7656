package io.tidegate.deploy.policy;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyStoreTest {
    private static final String CLUSTER = """
            apiVersion: tidegate/v1
            kind: ClusterPolicy
            name: instances
            target: cluster/demo
            group: asg/demo
            capacity: {min: 1, max: 20}
            fit: {}
            """;

    /** Nothing listens there: what is refused is refused before Kafka is asked. */
    private final PolicyStore store =
            new PolicyStore(KafkaAccess.plain("localhost:1"), new Topics("test."), InProcessRegistry.inMemory());

    @Test
    void refusesKindsThatNothingCarriesOut() {
        var documents = PolicyReader.read("cluster.yaml", CLUSTER, _ -> Optional.empty())
                .documents();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.apply(documents, Instant.EPOCH, "somebody"))
                .withMessage("policy \"instances\" must be of a kind that is carried out,"
                        + " was ClusterPolicy, which is not yet");
    }
}
