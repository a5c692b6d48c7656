package io.tidegate.deploy.deadletter;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.NoBrokerException;
import io.tidegate.deploy.kafka.TopicReader.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends dead letters' originals back to where they stood. The original and the mark that it was replayed are one transaction,
 * so whatever ends a replay, the next one sends each letter once. A replay that is begun while another runs ends that one.
 */
public final class Replay {
    // A few transactions for many letters, each far shorter than the broker lets one last.
    private static final int MOST_IN_ONE = 500;

    private final Installation installation;
    private final DeadLetterBox box;
    private final Destinations destinations;

    public Replay(Installation installation) {
        this.installation = installation;
        this.box = new DeadLetterBox(installation);
        this.destinations = new Destinations(installation);
    }

    /** What became of one letter that was meant. */
    public sealed interface Result {
        Letter letter();

        /** Its original was sent, or would be; {@code offset} is its new one, empty when it was not sent. */
        record Sent(Letter letter, Optional<Long> offset) implements Result {}

        /** It was left alone. */
        record Passed(Letter letter, String why) implements Result {}
    }

    /**
     * What a replay would do; changes nothing.
     *
     * @param again whether those count that were replayed already
     * @throws MissingLetterException when one of the places holds none
     */
    public List<Result> plan(Selection selection, boolean again) {
        var replayed = replayed(selection, again);
        var results = new ArrayList<Result>();
        box.read(range(selection), letter -> {
            if (selection.contains(letter, installation.topics())) {
                results.add(judged(letter, replayed));
            }
        });
        return List.copyOf(results);
    }

    /** The same, done: whatever is told as sent has been acknowledged. */
    public List<Result> run(Selection selection, boolean again) {
        try (var sender = new ReplaySender(installation)) {
            // Only now: no replay that began before this one marks anything any more.
            sender.begin();
            var replayed = replayed(selection, again);
            var results = new ArrayList<Result>();
            box.read(range(selection), letter -> {
                if (selection.contains(letter, installation.topics())) {
                    switch (judged(letter, replayed)) {
                        case Result.Sent sent -> {
                            sender.send(sent.letter());
                            if (sender.unsettled() == MOST_IN_ONE) {
                                results.addAll(sender.commit());
                            }
                        }
                        case Result.Passed passed -> results.add(passed);
                    }
                }
            });
            results.addAll(sender.commit());
            return List.copyOf(results);
        } catch (TimeoutException e) {
            throw new NoBrokerException(installation.kafka(), e);
        }
    }

    private Result judged(Letter letter, Set<Place> replayed) {
        if (replayed.contains(letter.place())) {
            return new Result.Passed(letter, "replayed already");
        }
        return destinations
                .refusal(letter)
                .<Result>map(why -> new Result.Passed(letter, why))
                .orElseGet(() -> new Result.Sent(letter, Optional.empty()));
    }

    // Marks stand after their letters, so they are read before the first letter is judged.
    private Set<Place> replayed(Selection selection, boolean again) {
        var missing = new TreeSet<>(Comparator.comparingInt(Place::partition).thenComparingLong(Place::offset));
        missing.addAll(selection.places());
        var replayed = box.read(range(selection), letter -> missing.remove(letter.place()));
        if (!missing.isEmpty()) {
            throw new MissingLetterException(missing.first());
        }
        return again ? Set.of() : new HashSet<>(replayed);
    }

    private static Range range(Selection selection) {
        return selection.since().map(Range::since).orElse(Range.ALL);
    }

    /** A place without dead letter. */
    public static final class MissingLetterException extends KafkaException {
        MissingLetterException(Place place) {
            super("a dead letter must be at %s, was none".formatted(place));
        }
    }
}
