package io.tidegate.deploy.role;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.executor.AwsCalls;
import io.tidegate.connectors.executor.DryRun;
import io.tidegate.connectors.executor.Executor;
import io.tidegate.connectors.executor.ExecutorConfig;
import io.tidegate.connectors.executor.ExecutorSerdes;
import io.tidegate.connectors.executor.KafkaClients;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.view.Elapsed;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.LedgerEntry;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Carries out commands on AWS. */
public final class ExecutorRole implements Role {
    private final Executor executor;
    private final DryRun dryRun;

    private ExecutorRole(Executor executor, DryRun dryRun) {
        this.executor = executor;
        this.dryRun = dryRun;
    }

    /**
     * Starts the executor; returns at once.
     *
     * @param aws stays the caller's
     */
    public static ExecutorRole start(
            ExecutorConfig config, KafkaAccess kafka, SchemaRegistry registry, AwsClients aws, InstantSource clock) {
        var topics = config.topics();
        var serdes = new ExecutorSerdes(
                AvroSerde.of(topics.scaleCommands(), ScaleCommand.class, registry),
                AvroSerde.of(topics.executorLedger(), LedgerEntry.class, registry),
                AvroSerde.of(topics.commandOutcomes(), CommandOutcome.class, registry));
        return new ExecutorRole(
                Executor.start(
                        config,
                        new KafkaClients(kafka.client(Map.of()), config),
                        serdes,
                        new AwsCalls(aws.ecs(), aws.scaling(), aws.groups()),
                        clock),
                config.dryRun());
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
                "%s %s; %d partitions, %d queued, %d in flight, oldest %s old%s%s"
                        .formatted(
                                health.state(),
                                health.detail(),
                                stats.partitions(),
                                stats.queueDepth(),
                                stats.inFlight(),
                                Elapsed.text(stats.oldestAge()),
                                stats.openBreakers() == 0
                                        ? ""
                                        : "; AWS does not answer in %d accounts and regions"
                                                .formatted(stats.openBreakers()),
                                dryRun.equals(DryRun.NONE) ? "" : "; " + dryRun));
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
