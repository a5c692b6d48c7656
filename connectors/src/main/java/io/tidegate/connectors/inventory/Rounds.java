package io.tidegate.connectors.inventory;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.Agenda;
import io.tidegate.connectors.bridge.Backoff;
import io.tidegate.connectors.bridge.Fanout;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Starts parts once in every interval, apart from each other: one that fails or hangs retreats alone. {@link #start} is
 * not thread-safe.
 */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Duration interval;
    private final Duration retryCap;
    private final Agenda<String> agenda;
    private final Fanout<String> fanout;
    private final Clock clock;
    private final Map<String, Retreat> retreats = new ConcurrentHashMap<>();

    Rounds(Duration interval, Duration retryCap, Fanout<String> fanout, Clock clock) {
        this.interval = interval;
        this.retryCap = retryCap;
        this.agenda = new Agenda<>(_ -> interval);
        this.fanout = fanout;
        this.clock = clock;
    }

    /** What is done with a part; tells why it could not be read. */
    @FunctionalInterface
    interface Round {
        Optional<AwsFailure> run(Part part) throws InterruptedException;
    }

    /** Starts those of the parts that are due. */
    void start(Map<String, Part> parts, Round round) {
        retreats.keySet().retainAll(parts.keySet());
        for (var due : agenda.due(clock.instant(), parts.keySet())) {
            var part = parts.get(due.query());
            if (part != null && retreat(due.query()).isOver(clock.instant())) {
                fanout.start(due.query(), () -> run(due.query(), part, round));
            }
        }
    }

    private void run(String name, Part part, Round round) throws InterruptedException {
        round.run(part).ifPresentOrElse(failure -> failed(name, failure), retreat(name)::succeeded);
    }

    private void failed(String name, AwsFailure failure) {
        boolean first = retreat(name).failed(clock.instant());
        LOG.atLevel(first ? Level.WARN : Level.DEBUG)
                .addKeyValue("part", name)
                .addKeyValue("error", failure.text())
                .log("Capacity could not be observed");
    }

    private Retreat retreat(String name) {
        return retreats.computeIfAbsent(name, _ -> new Retreat(new Backoff(interval, retryCap, new Random())));
    }
}
