package io.tidegate.streams.shell;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Object stores of tests, without a topology: a second store over the same entries is the first after a restart. */
public final class ObjectStores {
    private ObjectStores() {}

    public static KeyValueStore<Bytes, byte[]> entries() {
        return Stores.inMemoryKeyValueStore("entries").get();
    }

    public static <K extends Comparable<K>, V> ObjectStore<K, V> over(
            KeyValueStore<Bytes, byte[]> entries, Codec<K, V> codec) {
        return new ObjectStore<>(entries, codec);
    }
}
