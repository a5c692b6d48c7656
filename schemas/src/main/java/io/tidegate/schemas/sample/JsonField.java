package io.tidegate.schemas.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** One field of a JSON sample, read as one type and no other: {@code "1"} is not a number. */
record JsonField(String name, JsonNode value) {
    private static final int LONGEST_ACTUAL = 60;

    <T> @Nullable T orNull(Function<JsonField, T> read) {
        return value.isNull() ? null : read.apply(this);
    }

    String text() {
        if (!value.isTextual()) {
            throw wrong("a string");
        }
        return value.textValue();
    }

    Map<String, String> texts() {
        if (!value.isObject()) {
            throw wrong("an object of strings");
        }
        var texts = new TreeMap<String, String>();
        value.properties()
                .forEach(entry ->
                        texts.put(entry.getKey(), new JsonField(name + "." + entry.getKey(), entry.getValue()).text()));
        return texts;
    }

    double number() {
        if (!value.isNumber()) {
            throw wrong("a number");
        }
        return value.doubleValue();
    }

    long wholeNumber() {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong("a whole number");
        }
        return value.longValue();
    }

    int smallWholeNumber() {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong("a whole number");
        }
        return value.intValue();
    }

    Instant time() {
        try {
            return value.isTextual()
                    ? OffsetDateTime.parse(value.textValue()).toInstant().truncatedTo(ChronoUnit.MILLIS)
                    : Instant.ofEpochMilli(wholeNumber());
        } catch (DateTimeException | UnreadableRecordException _) {
            throw wrong("an ISO-8601 time with offset or epoch milliseconds");
        }
    }

    SampleStatus status() {
        for (var status : SampleStatus.values()) {
            if (value.isTextual() && status.name().equals(value.textValue())) {
                return status;
            }
        }
        throw wrong("OK, ABSENT or SOURCE_ERROR");
    }

    UnreadableRecordException unknown() {
        var known = MetricSample.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .collect(Collectors.joining(", "));
        return new UnreadableRecordException(
                Reason.BAD_JSON, "field must be one of %s, was %s".formatted(known, shortened('"' + name + '"')));
    }

    private UnreadableRecordException wrong(String expected) {
        return new UnreadableRecordException(
                Reason.BAD_JSON, "%s must be %s, was %s".formatted(name, expected, shortened(value.toString())));
    }

    private static String shortened(String actual) {
        return actual.length() <= LONGEST_ACTUAL ? actual : actual.substring(0, LONGEST_ACTUAL) + "…";
    }
}
