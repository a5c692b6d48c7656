package io.tidegate.streams.shell;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A state store that keeps its values as objects and writes the changed ones to a logged key-value store right before each
 * commit, so that a value changed a thousand times between two commits is serialized once. Belongs to one task and is not
 * thread-safe.
 *
 * <p>Kafka Streams calls a store before a commit only through {@link CachedStateStore}; RATIONALE tells why we lean on that
 * internal interface and which test notices when it goes.
 */
public final class ObjectStore<K extends Comparable<K>, V> implements StateStore, CachedStateStore<K, V> {
    private final KeyValueStore<Bytes, byte[]> entries;
    private final Codec<K, V> codec;
    private final TreeMap<K, V> objects = new TreeMap<>();
    private final TreeMap<K, V> changed = new TreeMap<>();
    private final TreeMap<K, V> removed = new TreeMap<>();
    private boolean loaded;

    ObjectStore(KeyValueStore<Bytes, byte[]> entries, Codec<K, V> codec) {
        this.entries = entries;
        this.codec = codec;
    }

    public @Nullable V get(K key) {
        return loaded().get(key);
    }

    /** Puts a value, or says that one which is there has changed. */
    public void put(K key, V value) {
        loaded().put(key, value);
        changed.put(key, value);
        var before = removed.remove(key);
        if (before != null && before != value) {
            codec.remove(key, before, entries);
        }
    }

    public void remove(K key) {
        var value = loaded().remove(key);
        if (value != null) {
            changed.remove(key);
            removed.put(key, value);
        }
    }

    /** A live, unmodifiable view of everything. */
    public SortedMap<K, V> all() {
        return Collections.unmodifiableSortedMap(loaded());
    }

    private NavigableMap<K, V> loaded() {
        if (!loaded) {
            loaded = true;
            try (var all = entries.all()) {
                all.forEachRemaining(entry -> codec.read(entry.key, entry.value, objects));
            }
        }
        return objects;
    }

    /** Called before every commit. */
    @Override
    public void flushCache() {
        removed.forEach((key, value) -> codec.remove(key, value, entries));
        changed.forEach((key, value) -> codec.write(key, value, entries));
        removed.clear();
        changed.clear();
    }

    /** The bytes were changed underneath, by a restore: everything is read again. */
    @Override
    public void clearCache() {
        loaded = false;
        objects.clear();
        changed.clear();
        removed.clear();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<K, V> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return entries.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        entries.init(context, root);
    }

    @Override
    public void commit(Map<org.apache.kafka.common.TopicPartition, Long> offsets) {
        entries.commit(offsets);
    }

    @Override
    public void close() {
        entries.close();
    }

    @Override
    public boolean persistent() {
        return entries.persistent();
    }

    @Override
    public boolean isOpen() {
        return entries.isOpen();
    }
}
