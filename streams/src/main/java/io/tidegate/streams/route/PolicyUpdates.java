package io.tidegate.streams.route;

import io.tidegate.schemas.PolicyMode;
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
import org.jspecify.annotations.Nullable;

/**
 * The policies of the global store, as every task of the process sees them. The global thread counts the updates; a task
 * that finds a new count makes its index again. Shadows are counted apart: what they select is nobody's business but theirs.
 */
final class PolicyUpdates {
    private final AvroSerde<ScalingPolicy> serde;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong shadowCount = new AtomicLong();

    PolicyUpdates(AvroSerde<ScalingPolicy> serde) {
        this.serde = serde;
    }

    /** Of policies that drive something. */
    long count() {
        return count.get();
    }

    /** Of shadows, or of the others. */
    long count(boolean shadows) {
        return shadows ? shadowCount.get() : count.get();
    }

    /**
     * An index of what is in the store now, of shadows or of the others. A policy that cannot be read selects nothing; the
     * decide hop reports it.
     */
    SelectorIndex index(ReadOnlyKeyValueStore<String, byte[]> store, boolean shadows) {
        return new SelectorIndex(readable(store).stream()
                .filter(policy -> isShadow(policy) == shadows)
                .toList());
    }

    private static boolean isShadow(ScalingPolicy policy) {
        return policy.getMode() == PolicyMode.SHADOW;
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
                var before = store.get(policy.key());
                store.put(policy.key(), policy.value());
                if (isOf(false, before) || isOf(false, policy.value())) {
                    count.incrementAndGet();
                }
                if (isOf(true, before) || isOf(true, policy.value())) {
                    shadowCount.incrementAndGet();
                }
            }
        };
    }

    // What cannot be read is nobody's.
    private boolean isOf(boolean shadows, byte @Nullable [] policy) {
        try {
            return policy != null && isShadow(serde.decode(policy)) == shadows;
        } catch (UnreadableRecordException reportedElsewhere) {
            return false;
        }
    }
}
