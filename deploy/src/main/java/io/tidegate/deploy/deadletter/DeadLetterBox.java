package io.tidegate.deploy.deadletter;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.schemas.deadletter.ReplayMark;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Reads {@code dead-letters}: letters, and which of them were replayed. */
public final class DeadLetterBox {
    private final TopicReader reader;
    private final String topic;

    public DeadLetterBox(Installation installation) {
        this.reader = new TopicReader(installation.kafka());
        this.topic = installation.topics().deadLetters().name();
    }

    /**
     * Gives every letter of the range to {@code taker}, in order within a partition.
     *
     * @return those of them that were replayed
     */
    public Set<Place> read(Range range, Consumer<Letter> taker) {
        var replayed = new HashSet<Place>();
        reader.read(topic, range, found -> {
            var marked = ReplayMark.offset(found.headers());
            if (marked.isPresent()) {
                replayed.add(new Place(found.partition(), marked.getAsLong()));
            } else {
                taker.accept(Letter.of(found));
            }
        });
        return replayed;
    }
}
