package io.tidegate.streams.shell;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How objects become the entries of a changelog, and entries objects again. An object may be spread over several entries,
 * so that a large one is not written whole at every change.
 */
public interface Codec<K, V> {

    /** Writes what has changed since the object was last written or read. */
    void write(K key, V value, KeyValueStore<Bytes, byte[]> entries);

    /** Removes every entry of the object. */
    void remove(K key, V value, KeyValueStore<Bytes, byte[]> entries);

    /** Takes in one entry, in the order of the entries' keys. */
    void read(Bytes entryKey, byte[] entry, Map<K, V> objects);
}
