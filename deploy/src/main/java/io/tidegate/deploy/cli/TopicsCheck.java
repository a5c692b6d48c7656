package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.kafka.TopicAdmin.Difference;
import io.tidegate.schemas.topic.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topics check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Compares the topics with their contract; exit 2 when they differ. It changes nothing.",
        footer = {"", "Example: tidegate topics check --bootstrap kafka:9092"})
final class TopicsCheck extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions that each topic must have; default: ${DEFAULT-VALUE}.")
    int partitions = Topics.DEFAULT_PARTITIONS;

    TopicsCheck(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var installation = kafka.installation(this, shell);
        var differences = new TopicAdmin(installation.kafka(), installation.topics()).check(partitions);
        if (differences.isEmpty()) {
            int count = installation.topics().all().size();
            return Answer.ok(List.of(count + " topics are as they must be"), Map.of("differences", List.of()));
        }
        return new Answer(
                Exit.DIFFERS,
                differences.stream().map(Difference::toString).toList(),
                Map.of(
                        "differences",
                        differences.stream().map(TopicsCheck::json).toList()));
    }

    private static Map<String, String> json(Difference difference) {
        var json = new LinkedHashMap<String, String>();
        json.put("topic", difference.topic());
        json.put("key", difference.key());
        json.put("wanted", difference.wanted());
        json.put("actual", difference.actual());
        return json;
    }
}
