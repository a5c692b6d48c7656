package io.tidegate.deploy.cli;

import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.TopicHistory;
import io.tidegate.deploy.whatif.bundle.BundleHistory;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a verb reads the past: in the topics of an installation, or in an incident bundle, which needs neither Kafka nor a registry. */
final class HistoryOptions {
    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "Read an incident bundle instead of topics (bundle export).")
    @Nullable
    Path bundle;

    boolean isBundle() {
        return bundle != null;
    }

    /**
     * Hands the past to {@code reading}, and closes it afterwards.
     *
     * @throws Failure when a bundle and a Kafka are named, or neither
     */
    <T> T read(Verb verb, Shell shell, Function<History, T> reading) {
        if (bundle != null) {
            if (kafka.isGiven()) {
                throw Failure.usage(
                        "--bundle must stand without options that name a Kafka or a registry, was with one");
            }
            try (var history = BundleHistory.open(bundle)) {
                return reading.apply(history);
            }
        }
        var installation = kafka.installation(verb, shell);
        try (var registry = installation.openRegistry()) {
            return reading.apply(new TopicHistory(installation.kafka(), installation.topics(), registry));
        }
    }
}
