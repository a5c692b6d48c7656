package io.tidegate.streams.decide;

import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.PolicyMode;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.shell.Poison;
import io.tidegate.streams.shell.Provenance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Brings policy changes into the journal: to every domain that a policy drives targets in now, or did before; those of
 * shadows into the journal of shadows alone. Remembers the last revision of each policy, to tell what was released.
 */
final class PolicyProcessor implements Processor<byte[], byte[], Object, Object> {
    private final AvroSerde<ScalingPolicy> serde;
    private final Topic deadLetters;

    @SuppressWarnings("NullAway.Init") // init() comes first
    private ProcessorContext<Object, Object> context;

    @SuppressWarnings("NullAway.Init")
    private Poison poison;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, byte[]> known;

    PolicyProcessor(AvroSerde<ScalingPolicy> serde, Topic deadLetters) {
        this.serde = serde;
        this.deadLetters = deadLetters;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.poison = new Poison(context, deadLetters, DecideTopology.DEAD_LETTERS);
        this.known = context.getStateStore(DecideTopology.POLICIES);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var change = poison.read(record, () -> change(record));
        if (change != null) {
            known.put(change.name(), record.value());
            var headers = context.recordMetadata().map(Provenance::ofRecord).orElseGet(Provenance::none);
            change.real().forEach(entry -> send(entry, headers, DecideTopology.JOURNAL_POLICIES));
            change.shadow().forEach(entry -> send(entry, headers, DecideTopology.SHADOW_POLICIES));
        }
    }

    private record Change(String name, List<JournalEntry> real, List<JournalEntry> shadow) {}

    private Change change(Record<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("key must be the policy's name, was missing");
        }
        String name = new String(record.key(), StandardCharsets.UTF_8);
        var policy = serde.deserialize(null, record.value());
        if (policy != null) {
            PolicySerdes.fromAvro(policy); // Refuses what the deciders could not read.
        }
        var before = serde.deserialize(null, known.get(name));
        return new Change(
                name,
                changes(name, only(before, false), only(policy, false)),
                changes(name, only(before, true), only(policy, true)));
    }

    // Who becomes a shadow drives no more, and the other way round.
    private static @Nullable ScalingPolicy only(@Nullable ScalingPolicy policy, boolean shadow) {
        return policy != null && (policy.getMode() == PolicyMode.SHADOW) == shadow ? policy : null;
    }

    private void send(JournalEntry entry, Headers headers, String sink) {
        context.forward(new Record<>(entry.getDomain(), entry, context.currentSystemTimeMs(), headers), sink);
    }

    private static List<JournalEntry> changes(
            String name, @Nullable ScalingPolicy before, @Nullable ScalingPolicy policy) {
        var driven = byDomain(policy);
        var driving = byDomain(before);
        var domains = new TreeSet<>(driven.keySet());
        domains.addAll(driving.keySet());
        var entries = new ArrayList<JournalEntry>();
        for (String domain : domains) {
            var targets = driven.getOrDefault(domain, new TreeSet<>());
            var released = driving.getOrDefault(domain, new TreeSet<>());
            released.removeAll(targets);
            entries.add(new JournalEntry(
                    domain, new PolicyChange(name, List.copyOf(targets), List.copyOf(released), policy)));
        }
        return entries;
    }

    private static SortedMap<String, SortedSet<String>> byDomain(@Nullable ScalingPolicy policy) {
        var targets = new TreeMap<String, SortedSet<String>>();
        if (policy != null) {
            policy.getTargets()
                    .forEach(target -> targets.computeIfAbsent(
                                    Target.parse(target).domain(), _ -> new TreeSet<>())
                            .add(target));
        }
        return targets;
    }
}
