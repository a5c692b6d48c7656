package io.tidegate.deploy.decide;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.streams.ecsautoscale.Item;
import io.tidegate.streams.ecsautoscale.Place;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as snapshots and HTTP sources have it. As to Python, NaN and Infinity are numbers; those, and a number of any length,
 * are refused by what uses them, and so fail a service and not the snapshot.
 */
final class SnapshotJson {
    private static final int MAX_DEPTH = 1000;
    private static final int MAX_TEXT = 20_000_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false) // messages must not hold the text
                    .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER) // others take the square of a number's length
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();
    private static final ObjectReader ONE =
            MAPPER.readerFor(Object.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SnapshotJson() {}

    /** The one value of a text, as plain data. */
    static @Nullable Object value(String text) throws JsonProcessingException {
        return ONE.readValue(text);
    }

    /** A parser of several values. */
    static JsonParser parser(String text) throws IOException {
        return MAPPER.createParser(text);
    }

    /** The value that a parser stands at, as plain data. */
    static @Nullable Object value(JsonParser parser) throws IOException {
        return MAPPER.readValue(parser, Object.class);
    }

    /** What the text of an HTTP answer holds; empty for what is not JSON. */
    static Optional<Item> answer(String text) {
        try {
            return Optional.of(Item.of(new Place("answer", 1, 1), value(text)));
        } catch (JsonProcessingException _) {
            return Optional.empty(); // The source that reads it says so.
        }
    }

    /** Why a text is no snapshot, and where. */
    static String problem(Place place, JsonProcessingException e) {
        String problem = switch (e) {
            case JsonEOFException _ -> "snapshot must be JSON, ended too early";
            case StreamConstraintsException _ ->
                "snapshot must nest at most %d deep and have texts of at most %d characters, was more"
                        .formatted(MAX_DEPTH, MAX_TEXT);
            case MismatchedInputException _ -> "a line must hold one snapshot, was followed by something else";
            default -> "snapshot must be JSON, was something else from here on";
        };
        return place + ": " + problem;
    }
}
