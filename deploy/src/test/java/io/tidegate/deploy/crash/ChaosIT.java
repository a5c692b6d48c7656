package io.tidegate.deploy.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.books.Books;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.ChangeLog;
import io.tidegate.deploy.override.Change;
import io.tidegate.deploy.override.OverrideStore;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.RegistryClient;
import io.tidegate.schemas.registry.RegistryClientConfig;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.journal.ManualOverride;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * Service instances, and broker with simulated AWS, as processes of their own, killed with SIGKILL and stopped with SIGSTOP
 * at random under load; then the books are balanced. {@code -Dchaos.for=PT3M} for the long form, {@code -Dchaos.seed=N} for
 * other moments.
 */
class ChaosIT {
    private static final Duration LENGTH = Duration.parse(System.getProperty("chaos.for", "PT25S"));
    private static final long SEED = Long.getLong("chaos.seed", 20_261_126);
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Topics TOPICS = Topics.standard();

    private final Clock clock = Clock.systemUTC();

    @Test
    void losesNothingAndDoublesNothingWhateverIsKilledOrStopped(@TempDir Path folder) throws Exception {
        try (var world = WorldProcess.start(folder, SEED);
                var chaos = Chaos.start(world, folder, SEED)) {
            try (var _ = Crowd.start(world.access(), new SplittableRandom(SEED))) {
                chaos.rage(LENGTH);
            }
            System.out.println("chaos.seed %d, %s: %s".formatted(SEED, LENGTH, chaos.dealt()));
            try (var registry = new RegistryClient(RegistryClientConfig.of(world.registry()))) {
                settle(world, chaos, registry);
                var books = balanced(world, chaos, registry);

                books.lines().forEach(System.out::println);
                assertThat(books.commands()).isPositive();
                assertThat(books.samplesIn())
                        .isEqualTo(books.aggregated()
                                + books.late()
                                + books.deadLettered()
                                + books.repeated()
                                + books.unselected());
                assertThat(books.aggregated()).isPositive();
                assertThat(books.late()).isPositive();
                assertThat(books.deadLettered()).isPositive();
                assertThat(books.repeated()).isPositive();
                assertThat(observed(world)).containsAllEntriesOf(lastInForce(world, registry));
            }
        }
    }

    // They find each other again, and restore what AWS forgot with its process; then no more is decided.
    private void settle(WorldProcess world, Chaos chaos, RegistryClient registry) {
        await().atMost(PATIENCE)
                .during(CALM)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    chaos.revive();
                    assertThat(observed(world)).containsAllEntriesOf(lastInForce(world, registry));
                });
        var targets = new PolicyStore(world.access(), TOPICS, registry)
                .list().values().stream()
                        .flatMap(policy -> policy.getTargets().stream())
                        .map(Target::parse)
                        .toList();
        var pause = new ManualOverride(
                true,
                true,
                OptionalInt.empty(),
                false,
                "test",
                "the books are balanced",
                clock.instant().plus(Duration.ofMinutes(30)));
        new OverrideStore(world.access(), TOPICS, registry)
                .set(targets, pause, new Change("test", "the books are balanced", clock.instant()));
    }

    // Samples never end, and commands take a while to.
    private static Books balanced(WorldProcess world, Chaos chaos, RegistryClient registry) {
        try {
            return await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(
                            () -> {
                                chaos.revive();
                                return books(world, registry);
                            },
                            Books::balance);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(chaos.tails(), e);
        }
    }

    private static Books books(WorldProcess world, RegistryClient registry) {
        return Books.read(world.access(), TOPICS, registry, ChangeLog.read(world.data()));
    }

    // What was refused or replaced left nothing in AWS.
    private static SortedMap<String, Integer> lastInForce(WorldProcess world, RegistryClient registry) {
        var inForce = new TreeSet<String>();
        var outcomes = AvroSerde.of(TOPICS.commandOutcomes(), CommandOutcome.class, registry);
        new TopicReader(world.access()).read(TOPICS.commandOutcomes().name(), Range.ALL, found -> {
            var outcome = outcomes.decode(found.value());
            if (outcome.getStatus() == OutcomeStatus.APPLIED
                    || outcome.getReason().equals("ALREADY_THERE")) {
                inForce.add(outcome.getCommandId());
            }
        });
        var serde = AvroSerde.of(TOPICS.scaleCommands(), ScaleCommand.class, registry);
        var last = new TreeMap<String, Integer>();
        new TopicReader(world.access()).read(TOPICS.scaleCommands().name(), Range.ALL, found -> {
            var command = serde.decode(found.value());
            if (inForce.contains(command.getId()) && command.getAction() instanceof SetCapacity capacity) {
                last.put(command.getTarget(), capacity.getDesired());
            }
        });
        return last;
    }

    private static SortedMap<String, Integer> observed(WorldProcess world) {
        var observed = new TreeMap<String, Integer>();
        try (var ecs = EcsClient.builder()
                .endpointOverride(URI.create(world.aws()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            ecs.describeServices(request -> request.cluster("demo").services(List.of("web", "api", "worker")))
                    .services()
                    .forEach(service -> observed.put("ecs/demo/" + service.serviceName(), service.desiredCount()));
        }
        return observed;
    }
}
