package io.tidegate.deploy.decide;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.streams.ecsautoscale.Item;
import io.tidegate.streams.ecsautoscale.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Snapshots of a file: one JSON object, an array of them, several objects, or one a line. */
public final class SnapshotFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false) // messages must not hold the text
                    .build())
            .build();
    private static final ObjectReader LINE =
            MAPPER.readerFor(Object.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    // Jackson tells where an open bracket stands, by a line that is not the file's.
    private static final Pattern SOURCE = Pattern.compile(" \\(start marker at .*");

    private final String file;
    private final List<Entry> entries = new ArrayList<>();

    private SnapshotFile(String file) {
        this.file = file;
    }

    /** What stands in the place of a snapshot. */
    public sealed interface Entry {
        /** JSON. */
        record Value(Item item) implements Entry {}

        /** Something that is not JSON, with its place. */
        record Malformed(String problem) implements Entry {}
    }

    /**
     * Reads all entries. A line that is not JSON leaves the other lines alone; where values are not one a line, what comes
     * after the first place that is not JSON is lost.
     *
     * @param file its name, for messages
     */
    public static List<Entry> read(String file, String text) throws IOException {
        var reading = new SnapshotFile(file);
        if (reading.isOneALine(text)) {
            reading.addLines(text);
        } else {
            reading.addValues(text);
        }
        return reading.entries;
    }

    private boolean isOneALine(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return first.strip().startsWith("{")
                && isJson(first)
                && text.lines().filter(line -> !line.isBlank()).count() > 1;
    }

    private static boolean isJson(String line) {
        try {
            LINE.readValue(line);
            return true;
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    private void addLines(String text) {
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank()) {
                addLine(line, number);
            }
        }
    }

    private void addLine(String line, int number) {
        try {
            entries.add(new Entry.Value(Item.of(new Place(file, number, 1), LINE.readValue(line))));
        } catch (JsonProcessingException e) {
            entries.add(malformed(e, number - 1));
        }
    }

    private void addValues(String text) throws IOException {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            while (token != null && token != JsonToken.END_ARRAY) {
                JsonLocation start = parser.currentTokenLocation();
                var place = new Place(file, start.getLineNr(), start.getColumnNr());
                entries.add(new Entry.Value(Item.of(place, MAPPER.readValue(parser, Object.class))));
                token = parser.nextToken();
            }
        } catch (JsonProcessingException e) {
            entries.add(malformed(e, 0));
        }
    }

    private Entry malformed(JsonProcessingException e, int linesBefore) {
        JsonLocation at = e.getLocation();
        int line = at == null ? 1 : at.getLineNr();
        int column = at == null ? 1 : at.getColumnNr();
        String problem = SOURCE.matcher(e.getOriginalMessage()).replaceFirst("");
        return new Entry.Malformed(
                "%s: snapshot must be JSON: %s".formatted(new Place(file, line + linesBefore, column), problem));
    }
}
