package io.tidegate.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.schemas.SampleStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpMapperTest {

    static List<Arguments> readings() {
        return List.of(
                arguments(new HttpReading.Found(0), SampleStatus.OK, 0.0, null),
                arguments(new HttpReading.Absent(), SampleStatus.ABSENT, null, null),
                arguments(
                        new HttpReading.Failed(ErrorKind.STATUS, "answered 500"),
                        SampleStatus.SOURCE_ERROR,
                        null,
                        "answered 500"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("readings")
    void keepsTheThreeValuesOfASampleApart(
            HttpReading reading, SampleStatus status, @Nullable Double value, @Nullable String error) {
        var at = Instant.parse("2026-01-01T00:00:05Z");
        var query = new HttpQuery(
                "depth",
                new TreeMap<>(Map.of("queue", "q")),
                HttpQuery.Call.get("http://h/"),
                "v",
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));

        var sample = HttpMapper.sample(query, at, reading);

        assertThat(sample.getName()).isEqualTo("depth");
        assertThat(sample.getDimensions()).isEqualTo(Map.of("queue", "q"));
        assertThat(sample.getAt()).isEqualTo(at);
        assertThat(sample.getSource()).isEqualTo("http");
        assertThat(sample.getPeriodSeconds()).isNull();
        assertThat(sample.getStatus()).isEqualTo(status);
        assertThat(sample.getValue()).isEqualTo(value);
        assertThat(sample.getError()).isEqualTo(error);
    }
}
