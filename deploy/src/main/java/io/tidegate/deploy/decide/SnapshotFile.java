package io.tidegate.deploy.decide;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tidegate.streams.ecsautoscale.Item;
import io.tidegate.streams.ecsautoscale.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Snapshots of a file: one JSON object, an array of them, several objects, or one a line. */
public final class SnapshotFile {
    private final SnapshotText source;
    private final List<Entry> entries = new ArrayList<>();

    private SnapshotFile(SnapshotText source) {
        this.source = source;
    }

    /** What stands in the place of a snapshot. */
    public sealed interface Entry {
        /** JSON. */
        record Value(Item item) implements Entry {}

        /** Something that is no JSON in UTF-8, with its place. */
        record Malformed(String problem) implements Entry {}
    }

    /**
     * Reads all entries. A line that is not JSON leaves the other lines alone; where values are not one a line, what comes
     * after the first place that is not JSON is lost. Bytes that are not UTF-8 leave all other entries alone.
     *
     * @param file its name, for messages
     */
    public static List<Entry> read(String file, byte[] bytes) throws IOException {
        if (SnapshotText.isUtf16(bytes)) {
            return List.of(
                    new Entry.Malformed("%s: snapshot must be UTF-8, was UTF-16".formatted(new Place(file, 1, 1))));
        }
        var reading = new SnapshotFile(SnapshotText.decoded(file, bytes));
        reading.read();
        return reading.entries;
    }

    private void read() throws IOException {
        List<String> lines =
                source.lines().stream().filter(line -> !line.isBlank()).toList();
        if (lines.size() > 1 && isObject(lines.getFirst())) {
            addLines();
            return;
        }
        addValues();
        boolean none = entries.size() == 1 && entries.getFirst() instanceof Entry.Malformed;
        if (none && !lines.getFirst().strip().startsWith("[") && lines.stream().anyMatch(SnapshotFile::isObject)) {
            entries.clear(); // It is one a line after all, and the first is none.
            addLines();
        }
    }

    private static boolean isObject(String line) {
        try {
            return line.strip().startsWith("{") && SnapshotJson.value(line) != null;
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    private void addLines() {
        int number = 0;
        int start = 0;
        for (String line : source.lines()) {
            number++;
            if (!line.isBlank()) {
                entries.add(entry(line, number, start));
            }
            start += line.length() + 1;
        }
    }

    private Entry entry(String line, int number, int start) {
        Optional<String> undecoded = source.problem(start, start + line.length());
        if (undecoded.isPresent()) {
            return new Entry.Malformed(undecoded.get());
        }
        try {
            return new Entry.Value(Item.of(new Place(source.file(), number, 1), SnapshotJson.value(line)));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            var place = new Place(source.file(), number, at == null ? 1 : at.getColumnNr());
            return new Entry.Malformed(SnapshotJson.problem(place, e));
        }
    }

    private void addValues() throws IOException {
        int start = 0;
        try (JsonParser parser = SnapshotJson.parser(source.text())) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            while (token != null && token != JsonToken.END_ARRAY) {
                JsonLocation at = parser.currentTokenLocation();
                var place = new Place(source.file(), at.getLineNr(), at.getColumnNr());
                Item item = Item.of(place, SnapshotJson.value(parser));
                int end = offset(parser.currentLocation());
                entries.add(source.problem(start, end)
                        .<Entry>map(Entry.Malformed::new)
                        .orElseGet(() -> new Entry.Value(item)));
                start = end;
                token = parser.nextToken();
            }
        } catch (JsonProcessingException e) {
            entries.add(new Entry.Malformed(problem(start, e)));
        }
    }

    private String problem(int start, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        int end = at == null ? source.text().length() : offset(at) + 1;
        String problem = source.problem(start, end).orElseGet(() -> SnapshotJson.problem(place(start, at), e));
        return e instanceof JsonEOFException ? problem : problem + "; what comes after it is not decided";
    }

    private Place place(int start, @Nullable JsonLocation at) {
        return at == null
                ? source.place(start)
                : new Place(source.file(), at.getLineNr(), Math.max(1, at.getColumnNr()));
    }

    private static int offset(JsonLocation at) {
        return Math.toIntExact(at.getCharOffset());
    }
}
