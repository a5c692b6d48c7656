package io.tidegate.streams.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** Objects here are lists of lines that only grow: an entry for each line, written once. */
class ObjectStoreTest {
    private final KeyValueStore<Bytes, byte[]> entries = ObjectStores.entries();
    private final ObjectStore<String, Lines> store = ObjectStores.over(entries, new LinesCodec());

    @Test
    void writesNothingBeforeACommit() {
        store.put("a", lines("one"));

        assertThat(written()).isEmpty();
        assertThat(store.get("a")).isNotNull();
    }

    @Test
    void writesOnlyWhatHasChangedSinceTheLastCommit() {
        var changing = lines("one");
        store.put("a", changing);
        store.put("b", lines("other"));
        store.flushCache();
        forgetWritten();

        changing.all.add("two");
        store.put("a", changing);
        store.flushCache();

        assertThat(written()).isEqualTo(Map.of("a/1", "two"));
    }

    @Test
    void writesAnObjectOnceHoweverOftenItChanged() {
        var changing = lines("one");
        store.put("a", changing);
        store.put("a", changing);
        store.put("a", changing);

        store.flushCache();

        assertThat(changing.writes).isEqualTo(1);
    }

    @Test
    void hasTheSameObjectsAfterARestart() {
        store.put("a", lines("one", "two"));
        store.put("b", lines("three"));
        store.put("c", lines("four"));
        store.flushCache();
        store.remove("b");
        store.flushCache();

        assertThat(texts(restarted())).isEqualTo(Map.of("a", List.of("one", "two"), "c", List.of("four")));
    }

    @Test
    void leavesNothingOfARemovedObject() {
        store.put("a", lines("one", "two"));
        store.flushCache();

        store.remove("a");

        assertThat(store.get("a")).isNull();
        assertThat(store.all()).isEmpty();
        store.flushCache();
        assertThat(written()).isEmpty();
    }

    @Test
    void neverWritesWhatWasRemovedBeforeTheCommit() {
        store.put("a", lines("one"));

        store.remove("a");
        store.flushCache();

        assertThat(written()).isEmpty();
    }

    @Test
    void hasOnlyTheNewObjectWhereOneWasRemovedAndPutBetweenTwoCommits() {
        store.put("a", lines("one", "two", "three"));
        store.flushCache();

        store.remove("a");
        store.put("a", lines("new"));
        store.flushCache();

        assertThat(texts(restarted())).isEqualTo(Map.of("a", List.of("new")));
    }

    // Its entries were deleted once, though the codec knew them as written.
    @Test
    void keepsAnObjectThatWasRemovedAndPutBack() {
        var back = lines("one", "two");
        store.put("a", back);
        store.flushCache();

        store.remove("a");
        store.put("a", back);
        store.flushCache();

        assertThat(texts(restarted())).isEqualTo(Map.of("a", List.of("one", "two")));
    }

    @Test
    void removesNothingWhereThereIsNothing() {
        store.remove("a");
        store.flushCache();

        assertThat(store.all()).isEmpty();
    }

    @Test
    void readsEverythingAgainWhenTheBytesWereChangedUnderneath() {
        store.put("a", lines("one"));
        store.flushCache();
        store.put("b", lines("never committed"));
        entries.put(bytes("a/1"), "restored".getBytes(StandardCharsets.UTF_8));

        store.clearCache();

        assertThat(texts(store)).isEqualTo(Map.of("a", List.of("one", "restored")));
    }

    @Test
    void showsAllObjectsInOrderAndLetsNobodyChangeThem() {
        store.put("b", lines("two"));
        store.put("a", lines("one"));

        assertThat(store.all().keySet()).containsExactly("a", "b");
        assertThatThrownBy(() -> store.all().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private ObjectStore<String, Lines> restarted() {
        return ObjectStores.over(entries, new LinesCodec());
    }

    private static Map<String, List<String>> texts(ObjectStore<String, Lines> store) {
        var texts = new TreeMap<String, List<String>>();
        store.all().forEach((key, lines) -> texts.put(key, List.copyOf(lines.all)));
        return texts;
    }

    private Map<String, String> written() {
        var written = new TreeMap<String, String>();
        try (var all = entries.all()) {
            all.forEachRemaining(entry -> written.put(text(entry.key.get()), text(entry.value)));
        }
        return written;
    }

    private void forgetWritten() {
        written().keySet().forEach(key -> entries.delete(bytes(key)));
    }

    private static Lines lines(String... all) {
        var lines = new Lines();
        lines.all.addAll(List.of(all));
        return lines;
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static final class Lines {
        private final List<String> all = new ArrayList<>();
        private int saved;
        private int writes;
    }

    private static final class LinesCodec implements Codec<String, Lines> {
        @Override
        public void write(String key, Lines value, KeyValueStore<Bytes, byte[]> entries) {
            value.writes++;
            for (; value.saved < value.all.size(); value.saved++) {
                var line = value.all.get(value.saved).getBytes(StandardCharsets.UTF_8);
                entries.put(bytes(key + "/" + value.saved), line);
            }
        }

        @Override
        public void remove(String key, Lines value, KeyValueStore<Bytes, byte[]> entries) {
            for (int line = 0; line < value.saved; line++) {
                entries.delete(bytes(key + "/" + line));
            }
        }

        @Override
        public void read(Bytes entryKey, byte[] entry, Map<String, Lines> objects) {
            var key = text(entryKey.get());
            var lines = objects.computeIfAbsent(key.substring(0, key.indexOf('/')), _ -> new Lines());
            lines.all.add(text(entry));
            lines.saved++;
        }
    }
}
