package io.tidegate.schemas.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.serde.UnreadableRecordException;
import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSampleTest {

    @Test
    void readsEveryField() {
        var sample = parse("""
                {"name": "cpu", "dimensions": {"cluster": "demo"}, "at": "2026-11-22T10:00:00.123456Z", "status": "OK",
                 "value": 41.5, "unit": "Percent", "sampleCount": 3, "periodSeconds": 10, "source": "agent",
                 "sampleId": "a-1", "error": null}""");

        assertThat(sample)
                .isEqualTo(new MetricSample(
                        "cpu",
                        Map.of("cluster", "demo"),
                        Instant.parse("2026-11-22T10:00:00.123Z"),
                        SampleStatus.OK,
                        41.5,
                        "Percent",
                        3L,
                        10,
                        "agent",
                        "a-1",
                        null));
    }

    @Test
    void fillsInTheDefaultsOfTheContract() {
        var sample = parse("{\"name\": \"cpu\", \"value\": 1}");

        assertThat(sample)
                .isEqualTo(
                        MetricSample.newBuilder().setName("cpu").setValue(1.0).build());
    }

    @Test
    void readsAFailedReading() {
        var sample = parse("{\"name\": \"cpu\", \"status\": \"SOURCE_ERROR\", \"error\": \"timeout\", \"at\": 0}");

        assertThat(sample.getStatus()).isEqualTo(SampleStatus.SOURCE_ERROR);
        assertThat(sample.getValue()).isNull();
        assertThat(sample.getError()).isEqualTo("timeout");
    }

    @ParameterizedTest
    @CsvSource({
        "1763805600000,                    2025-11-22T10:00:00Z",
        "\"2025-11-22T10:00:00Z\",         2025-11-22T10:00:00Z",
        "\"2025-11-22T12:00:00.5+02:00\",  2025-11-22T10:00:00.500Z",
    })
    void readsTimesInBothForms(String json, Instant expected) {
        var sample = parse("{\"name\": \"cpu\", \"at\": %s}".formatted(json));

        assertThat(sample.getAt()).isEqualTo(expected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                row(
                        "unknown key",
                        "{\"name\":\"a\",\"vaule\":1}",
                        "field must be one of name, dimensions, at, status,"
                                + " value, unit, sampleCount, periodSeconds, source, sampleId, error, was \"vaule\""),
                row("NaN as text", "{\"name\":\"a\",\"value\":\"NaN\"}", "value must be a number, was \"NaN\""),
                row(
                        "Infinity as text",
                        "{\"name\":\"a\",\"value\":\"Infinity\"}",
                        "value must be a number, was \"Infinity\""),
                row(
                        "NaN as a token",
                        "{\"name\":\"a\",\"value\":NaN}",
                        "sample must be one JSON object, was not at line 1, column"),
                row("number as text", "{\"name\":\"a\",\"value\":\"1\"}", "value must be a number, was \"1\""),
                row("no name", "{\"value\":1}", "name must be set, was absent"),
                row(
                        "name twice",
                        "{\"name\":\"a\",\"name\":\"b\"}",
                        "sample must be one JSON object, was not at line 1, column"),
                row("null name", "{\"name\":null}", "name must be a string, was null"),
                row("number as name", "{\"name\":7}", "name must be a string, was 7"),
                row(
                        "dimensions as list",
                        "{\"name\":\"a\",\"dimensions\":[]}",
                        "dimensions must be an object of strings, was []"),
                row(
                        "number as dimension",
                        "{\"name\":\"a\",\"dimensions\":{\"k\":1}}",
                        "dimensions.k must be a string, was 1"),
                row(
                        "time without offset",
                        "{\"name\":\"a\",\"at\":\"2026-11-22T10:00:00\"}",
                        "at must be an ISO-8601 time with offset or epoch milliseconds, was \"2026-11-22T10:00:00\""),
                row(
                        "seconds with fraction",
                        "{\"name\":\"a\",\"at\":1.5}",
                        "at must be an ISO-8601 time with offset or epoch milliseconds, was 1.5"),
                row(
                        "unknown status",
                        "{\"name\":\"a\",\"status\":\"ok\"}",
                        "status must be OK, ABSENT or SOURCE_ERROR, was \"ok\""),
                row(
                        "count with fraction",
                        "{\"name\":\"a\",\"sampleCount\":1.5}",
                        "sampleCount must be a whole number, was 1.5"),
                row(
                        "null count",
                        "{\"name\":\"a\",\"sampleCount\":null}",
                        "sampleCount must be a whole number, was null"),
                row(
                        "period beyond int",
                        "{\"name\":\"a\",\"periodSeconds\":3000000000}",
                        "periodSeconds must be a whole number, was 3000000000"),
                row("a list", "[]", "sample must be one JSON object, was array"),
                row("two objects", "{\"name\":\"a\"} {}", "sample must be one JSON object, was not at line 1, column"),
                row("half an object", "{\"name\":\n", "sample must be one JSON object, was not at line 2, column 1"),
                row("only space", "  ", "sample must be one JSON object, was missing"),
                row(
                        "a long value",
                        "{\"name\":\"a\",\"value\":\"%s\"}".formatted("x".repeat(500)),
                        "value must be a number, was \"" + "x".repeat(59) + "…"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWhatIsNotOfTheDocumentedShape(String row, String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOfSatisfying(
                        UnreadableRecordException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.BAD_JSON))
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesNestingThatWouldEndTheStack() {
        assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(UnreadableRecordException.class);
    }

    private static Arguments row(String name, String json, String message) {
        return Arguments.of(name, json, message);
    }

    private static MetricSample parse(String json) {
        return JsonSample.parse(json.getBytes(UTF_8));
    }
}
