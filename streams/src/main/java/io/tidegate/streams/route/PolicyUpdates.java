package io.tidegate.streams.route;

import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.streams.policy.PolicySerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The policies of the global store, as every task of the process sees them. The global thread counts the updates; a task
 * that finds a new count makes its index again.
 */
final class PolicyUpdates {
    private final AvroSerde<ScalingPolicy> serde;
    private final AtomicLong count = new AtomicLong();

    PolicyUpdates(AvroSerde<ScalingPolicy> serde) {
        this.serde = serde;
    }

    long count() {
        return count.get();
    }

    /** An index of what is in the store now. A policy that cannot be read selects nothing; the decide hop reports it. */
    SelectorIndex index(ReadOnlyKeyValueStore<String, byte[]> store) {
        return new SelectorIndex(readable(store));
    }

    /** The domains of groups whose hooks a drain policy answers, by group. */
    SortedMap<String, String> drainDomains(ReadOnlyKeyValueStore<String, byte[]> store) {
        var domains = new TreeMap<String, String>();
        for (var policy : readable(store)) {
            var drain = policy.getDrain();
            if (drain != null) {
                String domain = Target.parse(policy.getTargets().getFirst()).domain();
                drain.getGroups().forEach(group -> domains.put(group, domain));
            }
        }
        return domains;
    }

    /** The domains of policies that may have images looked for, by account and region. */
    SortedMap<String, SortedSet<String>> imageDomains(ReadOnlyKeyValueStore<String, byte[]> store) {
        var domains = new TreeMap<String, SortedSet<String>>();
        for (var policy : readable(store)) {
            if (policy.getImage() != null) {
                var target = Target.parse(policy.getTargets().getFirst());
                domains.computeIfAbsent(target.place().prefix(), _ -> new TreeSet<>())
                        .add(target.domain());
            }
        }
        return domains;
    }

    private List<ScalingPolicy> readable(ReadOnlyKeyValueStore<String, byte[]> store) {
        var policies = new ArrayList<ScalingPolicy>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                try {
                    var policy = serde.decode(entry.value);
                    PolicySerdes.fromAvro(policy);
                    policies.add(policy);
                } catch (UnreadableRecordException | IllegalArgumentException reportedElsewhere) {
                    return;
                }
            });
        }
        return policies;
    }

    /** Keeps the global store. */
    Processor<String, byte[], Void, Void> keeper(String storeName) {
        return new Processor<>() {
            @SuppressWarnings("NullAway.Init") // init() comes first
            private KeyValueStore<String, byte[]> store;

            @Override
            public void init(ProcessorContext<Void, Void> context) {
                store = context.getStateStore(storeName);
            }

            @Override
            public void process(Record<String, byte[]> policy) {
                store.put(policy.key(), policy.value());
                count.incrementAndGet();
            }
        };
    }
}
