package io.tidegate.connectors.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.deadletter.DeadLetter;
import io.tidegate.schemas.deadletter.DeadLetterHeaders;
import io.tidegate.schemas.registry.RegistryException;
import io.tidegate.schemas.serde.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Brings records of a {@link Backlog} to one sink, a batch at a time, and tells how long to wait after a failure. */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** Why a dead letter is one. */
    static final String REFUSED = "SINK_REFUSED";

    private final String name;
    private final Sink sink;
    private final NotificationConfig config;
    private final KafkaAccess kafka;
    private final SinkCounters counters;
    private final RandomGenerator random;
    private int failures;
    private Optional<String> failure = Optional.empty();

    Courier(
            String name,
            Sink sink,
            NotificationConfig config,
            KafkaAccess kafka,
            SinkCounters counters,
            RandomGenerator random) {
        this.name = name;
        this.sink = sink;
        this.config = config;
        this.kafka = kafka;
        this.counters = counters;
        this.random = random;
    }

    /** An outcome and the record that it was read from. */
    private record Parcel(ConsumerRecord<byte[], byte[]> record, CommandOutcome outcome) {}

    /** Why the sink takes nothing now; empty when it does. */
    Optional<String> failure() {
        return failure;
    }

    /** Settles what the sink took or refused, and what is not to be told; returns how long to leave the rest alone. */
    Duration deliver(Backlog backlog) throws InterruptedException {
        List<Parcel> batch;
        try {
            batch = batch(backlog);
        } catch (RegistryException e) {
            return failed("the registry does not answer", Duration.ZERO);
        }
        return batch.isEmpty() ? Duration.ZERO : settle(backlog, batch, sink.deliver(outcomes(batch)));
    }

    private List<Parcel> batch(Backlog backlog) {
        var batch = new ArrayList<Parcel>();
        for (var record : backlog.waiting()) {
            if (batch.size() == sink.batchSize()) {
                break;
            }
            var outcome = told(record);
            if (outcome.isPresent()) {
                batch.add(new Parcel(record, outcome.get()));
            } else {
                counters.countPassedOver();
                backlog.settled(record);
            }
        }
        return batch;
    }

    private Optional<CommandOutcome> told(ConsumerRecord<byte[], byte[]> record) {
        var meant = record.headers().lastHeader(DeadLetterHeaders.SINK);
        boolean foreign = meant != null && !name.equals(new String(meant.value(), UTF_8));
        if (foreign || record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(kafka.outcomes().deserialize(record.topic(), record.value()))
                    .filter(outcome -> config.statuses().contains(outcome.getStatus()));
        } catch (UnreadableRecordException e) {
            // The application that routes outcomes to the deciders sends it to dead-letters.
            LOG.atWarn()
                    .addKeyValue("sink", name)
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.reason())
                    .log("An outcome cannot be read and is not told");
            return Optional.empty();
        }
    }

    private static List<CommandOutcome> outcomes(List<Parcel> batch) {
        return batch.stream().map(Parcel::outcome).toList();
    }

    private Duration settle(Backlog backlog, List<Parcel> batch, List<Delivery> deliveries)
            throws InterruptedException {
        var later = Optional.<Delivery.Later>empty();
        for (int i = 0; i < batch.size(); i++) {
            var parcel = batch.get(i);
            switch (deliveries.get(i)) {
                case Delivery.Taken _ -> {
                    counters.countDelivered();
                    backlog.settled(parcel.record());
                }
                case Delivery.Refused refused -> {
                    setAside(parcel, refused);
                    backlog.settled(parcel.record());
                }
                case Delivery.Later not -> {
                    counters.countFailed();
                    later = Optional.of(not);
                }
            }
        }
        if (later.isPresent()) {
            return failed(later.get().why(), later.get().notBefore());
        }
        succeeded();
        return Duration.ZERO;
    }

    private Duration failed(String why, Duration notBefore) {
        failures++;
        var pause = config.retry().after(failures, random);
        LOG.atLevel(failures == 1 ? Level.WARN : Level.DEBUG)
                .addKeyValue("sink", name)
                .addKeyValue("error", why)
                .addKeyValue("failures", failures)
                .log("A sink does not take outcomes; they wait");
        failure = Optional.of(why);
        return pause.compareTo(notBefore) < 0 ? notBefore : pause;
    }

    private void succeeded() {
        if (failures > 0) {
            LOG.atInfo()
                    .addKeyValue("sink", name)
                    .addKeyValue("failures", failures)
                    .log("A sink takes outcomes again");
        }
        failures = 0;
        failure = Optional.empty();
    }

    private void setAside(Parcel parcel, Delivery.Refused refused) throws InterruptedException {
        var letter = DeadLetter.of(
                config.topics().deadLetters(), parcel.record(), REFUSED, "%s %s".formatted(name, refused.why()));
        letter.headers().remove(DeadLetterHeaders.SINK);
        letter.headers().add(DeadLetterHeaders.SINK, name.getBytes(UTF_8));
        try {
            kafka.deadLetters().send(letter).get();
        } catch (ExecutionException e) {
            throw new KafkaException("dead-letters must take what sink %s refused, did not".formatted(name), e);
        }
        counters.countDeadLettered();
        LOG.atWarn()
                .addKeyValue("sink", name)
                .addKeyValue("commandId", parcel.outcome().getCommandId())
                .addKeyValue("reason", refused.why())
                .log("A sink refused an outcome; it is with the dead letters");
    }

    @Override
    public void close() {
        sink.close();
    }
}
