package io.tidegate.deploy.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.aws.AwsPlaces;
import io.tidegate.connectors.executor.ExecutorConfig;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.deploy.LeastPower;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.role.ExecutorRole;
import io.tidegate.deploy.service.AwsAccess;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases in which AWS refuses a call, decided as they are and carried out by the executor on a simulated AWS that holds the
 * recorded world: a refused call ends in its own outcome, and keeps no other from its effect (Q12).
 */
@ExtendWith(SharedKafka.class)
class RefusedCallsIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    static List<RecordedCase> cases() throws Exception {
        return RecordedCase.withRefusedCalls().toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatIsRefusedKeepsNothingElseFromItsEffect(RecordedCase recorded, EmbeddedKafka kafka) throws Exception {
        var installation = new Installed(kafka, recorded.id() + ".");
        try (var aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1), 0);
                var places = AwsAccess.places(awsConfig(aws), "one", Secrets.environment());
                var _ = installation.executor(places)) {
            aws.tell(recorded::setUp);
            LeastPower.of(aws, "executor.json");
            var actions = recorded.actions();

            installation.send(new RecordedCommands(recorded, Instant.now()).of(actions));
            await().atMost(SOON).until(installation::outcomes, outcomes -> outcomes.size() == actions.size());

            var outcomes = installation.outcomes();
            LeastPower.assertSufficient(aws);
            assertThat(actions).allSatisfy(action -> {
                var outcome = outcomes.get("command-" + actions.indexOf(action));
                assertThat(outcome)
                        .as(RecordedCase.named(action))
                        .matches(
                                ended -> isInEffect(ended) != recorded.refused().contains(RecordedCase.named(action)));
            });
        }
    }

    // A group whose maximum falls to zero ends its instances by itself, before anybody asks.
    private static boolean isInEffect(CommandOutcome ended) {
        return ended.getStatus() == OutcomeStatus.APPLIED
                || (ended.getStatus() == OutcomeStatus.SKIPPED
                        && ended.getReason().equals("ALREADY_THERE"));
    }

    private static AwsConfig awsConfig(SimulatedAws aws) {
        var defaults = AwsConfig.defaults();
        return new AwsConfig(
                Optional.of("us-east-1"),
                Optional.of(aws.endpoint()),
                defaults.callTimeout(),
                defaults.attemptTimeout(),
                1,
                List.of());
    }

    /** Topics of their own, and an executor on them. */
    private record Installed(KafkaAccess kafka, Topics topics, SchemaRegistry registry) {
        Installed(EmbeddedKafka kafka, String prefix) {
            this(KafkaAccess.plain(kafka.bootstrap()), new Topics(prefix), InProcessRegistry.inMemory());
            new TopicAdmin(this.kafka, topics).create(1, Optional.empty());
        }

        ExecutorRole executor(AwsPlaces aws) {
            return ExecutorRole.start(ExecutorConfig.defaults(topics, "one"), kafka, registry, aws, Clock.systemUTC());
        }

        void send(List<ScaleCommand> commands) throws Exception {
            var serde = AvroSerde.of(topics.scaleCommands(), ScaleCommand.class, registry);
            try (var producer =
                    new KafkaProducer<>(kafka.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
                for (var command : commands) {
                    producer.send(new ProducerRecord<>(topics.scaleCommands().name(), serde.encode(command)))
                            .get();
                }
            }
        }

        Map<String, CommandOutcome> outcomes() {
            var serde = AvroSerde.of(topics.commandOutcomes(), CommandOutcome.class, registry);
            var outcomes = new HashMap<String, CommandOutcome>();
            new TopicReader(kafka).read(topics.commandOutcomes().name(), Range.ALL, found -> {
                var outcome = serde.decode(found.value());
                assertThat(outcomes.put(outcome.getCommandId(), outcome)).isNull();
            });
            return outcomes;
        }
    }
}
