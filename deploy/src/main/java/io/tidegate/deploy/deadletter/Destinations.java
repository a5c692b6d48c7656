package io.tidegate.deploy.deadletter;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topic.Cleanup;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where originals may be sent: the installation's own topics that keep every record. Not thread-safe. */
final class Destinations {
    private final Installation installation;
    private final TopicReader reader;
    private final Map<String, Integer> partitions = new HashMap<>();

    Destinations(Installation installation) {
        this.installation = installation;
        this.reader = new TopicReader(installation.kafka());
    }

    /** Why a letter's original is not sent; empty when it may be. */
    Optional<String> refusal(Letter letter) {
        if (letter.origin().isEmpty()) {
            return Optional.of("without headers that tell where it came from");
        }
        var origin = letter.origin().get();
        var topic = topic(origin);
        // Whoever may write dead letters must not thereby write anywhere.
        if (topic.isEmpty()) {
            return Optional.of("its topic is none of the installation's");
        }
        if (topic.get().cleanup() instanceof Cleanup.Compact) {
            return Optional.of("its topic keeps the latest record of a key, which it would replace: write it anew");
        }
        int count = partitions.computeIfAbsent(origin.topic(), reader::partitions);
        return origin.partition() >= 0 && origin.partition() < count
                ? Optional.empty()
                : Optional.of("its topic has no such partition");
    }

    private Optional<Topic> topic(DeadLetter origin) {
        return installation.topics().all().stream()
                .filter(topic -> topic.name().equals(origin.topic()))
                .filter(topic -> !topic.equals(installation.topics().deadLetters()))
                .findFirst();
    }
}
