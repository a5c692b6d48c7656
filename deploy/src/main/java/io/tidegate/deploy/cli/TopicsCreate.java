package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.schemas.topic.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topics create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Creates the topics that are missing; those that exist stay as they are.",
        footer = {"", "Example: tidegate topics create --bootstrap kafka:9092 --replication-factor 3"})
final class TopicsCreate extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of each topic, fixed for good; default: ${DEFAULT-VALUE}.")
    int partitions = Topics.DEFAULT_PARTITIONS;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Copies of each partition; default: the broker's.")
    @Nullable
    Short replicationFactor;

    TopicsCreate(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        if (partitions < 1) {
            throw Failure.usage("--partitions must be at least 1, was " + partitions);
        }
        var installation = kafka.installation(this, shell);
        var done = new TopicAdmin(installation.kafka(), installation.topics())
                .create(partitions, Optional.ofNullable(replicationFactor));
        var json = new LinkedHashMap<String, Object>();
        json.put("created", done.created());
        json.put("existing", done.existing());
        json.put("partitions", partitions);
        return Answer.ok(
                List.of("created %d topics with %d partitions each; %d were there"
                        .formatted(
                                done.created().size(),
                                partitions,
                                done.existing().size())),
                json);
    }
}
