package io.tidegate.deploy.role;

import io.tidegate.connectors.aws.AwsPlaces;
import io.tidegate.connectors.executor.AwsCalls;
import io.tidegate.connectors.executor.DryRun;
import io.tidegate.connectors.executor.Executor;
import io.tidegate.connectors.executor.ExecutorConfig;
import io.tidegate.connectors.executor.ExecutorSerdes;
import io.tidegate.connectors.executor.ExecutorStats;
import io.tidegate.connectors.executor.KafkaClients;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.view.Elapsed;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.LedgerEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries out commands on AWS. */
public final class ExecutorRole implements Role {
    private final Executor executor;
    private final ExecutorConfig config;

    private ExecutorRole(Executor executor, ExecutorConfig config) {
        this.executor = executor;
        this.config = config;
    }

    /**
     * Starts the executor; returns at once.
     *
     * @param aws stays the caller's
     */
    public static ExecutorRole start(
            ExecutorConfig config, KafkaAccess kafka, SchemaRegistry registry, AwsPlaces aws, InstantSource clock) {
        var topics = config.topics();
        var serdes = new ExecutorSerdes(
                AvroSerde.of(topics.scaleCommands(), ScaleCommand.class, registry),
                AvroSerde.of(topics.executorLedger(), LedgerEntry.class, registry),
                AvroSerde.of(topics.commandOutcomes(), CommandOutcome.class, registry));
        return new ExecutorRole(
                Executor.start(config, new KafkaClients(kafka.client(Map.of()), config), serdes, calls(aws), clock),
                config);
    }

    private static Map<Place, AwsCalls> calls(AwsPlaces aws) {
        var calls = new HashMap<Place, AwsCalls>();
        aws.all().forEach((place, clients) -> calls.put(place, AwsCalls.of(clients)));
        return calls;
    }

    @Override
    public String name() {
        return RoleName.EXECUTOR.text();
    }

    @Override
    public Health health() {
        var health = executor.health();
        var stats = executor.stats();
        return new Health(
                health.isUp(),
                "%s %s; %d partitions, %d queued, %d in flight, oldest %s old%s"
                        .formatted(
                                health.state(),
                                health.detail(),
                                stats.partitions(),
                                stats.queueDepth(),
                                stats.inFlight(),
                                Elapsed.text(stats.oldestAge()),
                                notes(stats).map(note -> "; " + note).collect(Collectors.joining())));
    }

    // What an operator should know beside the numbers: rates that AWS has made it lower, and calls that are not made.
    private Stream<String> notes(ExecutorStats stats) {
        var slowed = stats.allowances().stream()
                .filter(allowance -> allowance.perSecond()
                        < config.queue().rate(allowance.category()).perSecond())
                .map(allowance -> "AWS throttles %s: %.1f calls a second"
                        .formatted(allowance.category().name().toLowerCase(Locale.ROOT), allowance.perSecond()));
        var stopped = Stream.of("AWS does not answer in %d accounts and regions".formatted(stats.openBreakers()))
                .filter(_ -> stats.openBreakers() > 0);
        var dry = Stream.of(config.dryRun())
                .filter(dryRun -> !dryRun.equals(DryRun.NONE))
                .map(DryRun::toString);
        return Stream.of(slowed, stopped, dry).flatMap(notes -> notes);
    }

    @Override
    public List<Figure> figures() {
        return Stream.concat(
                        new ExecutorFigures(executor::stats).all().stream(),
                        OutcomeFigures.of(executor.outcomes()).stream())
                .toList();
    }

    @Override
    public void close() {
        executor.close();
    }
}
