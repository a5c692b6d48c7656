package io.tidegate.streams.shell;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds {@link ObjectStore}s: in memory, always logged, never cached, for they are a cache themselves. */
public record ObjectStoreBuilder<K extends Comparable<K>, V>(String name, Supplier<Codec<K, V>> codec)
        implements StoreBuilder<ObjectStore<K, V>> {

    // Deletes are frequent, and a restore reads what compaction has left.
    private static final Map<String, String> CHANGELOG =
            Map.of("min.cleanable.dirty.ratio", "0.2", "segment.ms", "600000", "segment.bytes", "16777216");

    @Override
    public ObjectStore<K, V> build() {
        var entries = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG)
                .withCachingDisabled()
                .build();
        return new ObjectStore<>(entries, codec.get());
    }

    @Override
    public Map<String, String> logConfig() {
        return CHANGELOG;
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public StoreBuilder<ObjectStore<K, V>> withCachingEnabled() {
        throw new UnsupportedOperationException("an object store is a cache itself");
    }

    @Override
    public StoreBuilder<ObjectStore<K, V>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<ObjectStore<K, V>> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("the changelog's configuration is fixed");
    }

    @Override
    public StoreBuilder<ObjectStore<K, V>> withLoggingDisabled() {
        throw new UnsupportedOperationException("an object store is always logged");
    }
}
