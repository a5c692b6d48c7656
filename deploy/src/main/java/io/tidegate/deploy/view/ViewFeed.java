package io.tidegate.deploy.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.deadletter.DeadLetterHeaders;
import io.tidegate.schemas.deadletter.ReplayMark;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the topics that a {@link LiveView} needs and hands them to it; unreadable ones are counted and left out. */
public final class ViewFeed {
    private static final int BASIS = Decision.getClassSchema().getField("basis").pos();

    private final SortedMap<String, Consumer<ConsumerRecord<byte[], byte[]>>> takers = new TreeMap<>();
    private final Set<String> standing;
    private final AtomicLong unreadable = new AtomicLong();

    public ViewFeed(LiveView view, Topics topics, SchemaRegistry registry) {
        standing = Set.of(topics.scalingPolicies().name(), topics.overrides().name());
        var policies = AvroSerde.of(topics.scalingPolicies(), ScalingPolicy.class, registry);
        takers.put(
                topics.scalingPolicies().name(),
                found -> view.take(
                        new String(found.key(), UTF_8),
                        Optional.ofNullable(found.value()).map(policies::decode)));
        on(topics.capacityObservations(), CapacityObservation.class, registry, view::take);
        on(topics.overrides(), Overrides.class, registry, view::take);
        on(topics.decisions(), Decision.class, registry, made -> view.take(withoutBasis(made)));
        on(topics.scaleCommands(), ScaleCommand.class, registry, view::take);
        onOutcomes(view, topics, registry);
        on(topics.scheduleTicks(), ScheduleTick.class, registry, view::take);
        takers.put(topics.deadLetters().name(), found -> {
            if (ReplayMark.offset(found.headers()).isEmpty()) {
                view.takeDeadLetter();
            }
        });
    }

    // One that was replayed for a sink was counted before.
    private void onOutcomes(LiveView view, Topics topics, SchemaRegistry registry) {
        var outcomes = AvroSerde.of(topics.commandOutcomes(), CommandOutcome.class, registry);
        takers.put(topics.commandOutcomes().name(), found -> {
            if (found.value() != null && found.headers().lastHeader(DeadLetterHeaders.SINK) == null) {
                view.take(outcomes.decode(found.value()));
            }
        });
    }

    // What a decision was made from is larger than the decision, and no view shows it.
    private static Decision withoutBasis(Decision made) {
        made.put(BASIS, null);
        return made;
    }

    /** Names of the topics that the view needs. */
    public List<String> topics() {
        return List.copyOf(takers.keySet());
    }

    /** Whether a topic holds what is in force, however long ago it was said: it is needed whole. */
    public boolean isStanding(String topic) {
        return standing.contains(topic);
    }

    /** Takes one record of one of {@link #topics()}; records of others are not looked at. */
    public void take(ConsumerRecord<byte[], byte[]> found) {
        var taker = takers.get(found.topic());
        if (taker == null) {
            return;
        }
        try {
            taker.accept(found);
        } catch (UnreadableRecordException e) {
            unreadable.incrementAndGet();
        }
    }

    /** Records left out. */
    public long unreadable() {
        return unreadable.get();
    }

    private <T extends SpecificRecord> void on(Topic topic, Class<T> type, SchemaRegistry registry, Consumer<T> taker) {
        var serde = AvroSerde.of(topic, type, registry);
        takers.put(topic.name(), found -> {
            if (found.value() != null) {
                taker.accept(serde.decode(found.value()));
            }
        });
    }
}
