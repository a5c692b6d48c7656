package io.tidegate.deploy.cli;

import io.tidegate.deploy.kafka.Installation;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.view.PolicyKinds;
import io.tidegate.deploy.view.Situation;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the topics tell of one target now. */
final class TargetTopics {
    // Inventory observes every few seconds, and a tick comes once a second: what is older is no news.
    private static final Duration LATELY = Duration.ofMinutes(5);

    private final Installation installation;
    private final SchemaRegistry registry;
    private final Target target;

    TargetTopics(Installation installation, SchemaRegistry registry, Target target) {
        this.installation = installation;
        this.registry = registry;
        this.target = target;
    }

    Situation situation(Optional<Decision> decision, Instant now) {
        var topics = installation.topics();
        var since = Optional.of(now.minus(LATELY));
        var policies = new PolicyStore(installation.kafka(), topics, registry).list();
        var observation = last(
                topics.capacityObservations(),
                CapacityObservation.class,
                new Range(Optional.of(target.text()), since),
                found -> found.getTarget().equals(target.text()));
        // Ticks stand in the partition of their number, which is that of the journal, which is that of the domain.
        var tick = last(
                topics.scheduleTicks(), ScheduleTick.class, new Range(Optional.of(target.domain()), since), _ -> true);
        return new Situation(
                policies.values().stream()
                        .filter(PolicyKinds::drivesCapacity)
                        .filter(policy -> policy.getTargets().contains(target.text()))
                        .toList(),
                observation,
                tick.map(ScheduleTick::getAt),
                override(),
                decision,
                now);
    }

    private Optional<OverrideEntry> override() {
        return last(
                        installation.topics().overrides(),
                        Overrides.class,
                        Range.of(target.domain()),
                        found -> found.getDomain().equals(target.domain()))
                .flatMap(all -> all.getEntries().stream()
                        .filter(entry -> entry.getTarget().equals(target.text()))
                        .findFirst());
    }

    private <T extends SpecificRecord> Optional<T> last(Topic topic, Class<T> type, Range range, Predicate<T> counts) {
        var serde = AvroSerde.of(topic, type, registry);
        var last = new AtomicReference<@Nullable T>();
        new TopicReader(installation.kafka()).read(topic.name(), range, found -> {
            if (found.value() != null) {
                var value = serde.decode(found.value());
                if (counts.test(value)) {
                    last.set(value);
                }
            }
        });
        return Optional.ofNullable(last.get());
    }
}
