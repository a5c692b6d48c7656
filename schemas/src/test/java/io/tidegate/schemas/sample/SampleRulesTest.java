package io.tidegate.schemas.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.SampleStatus;
import io.tidegate.schemas.sample.SampleFault.Rule;
import io.tidegate.schemas.topic.GeneratedClasses;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SampleRulesTest {
    static {
        GeneratedClasses.trust();
    }

    static Stream<Arguments> valid() {
        return Stream.of(
                Arguments.of("a plain reading", sample()),
                Arguments.of("the earliest time", with("at", SampleRules.EARLIEST)),
                Arguments.of("the longest period", with("periodSeconds", 86_400)),
                Arguments.of("30 dimensions", with("dimensions", dimensions(30))),
                Arguments.of("an absence", with("status", SampleStatus.ABSENT, "value", null)),
                Arguments.of("a failure", with("status", SampleStatus.SOURCE_ERROR, "value", null, "error", "timeout")),
                Arguments.of("arrival time with an id", with("at", null, "sampleId", "a-1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void findsNoFaultInValidSamples(String row, MetricSample sample) {
        assertThat(SampleRules.firstFault(sample)).isNull();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                row(with("name", " "), Rule.NAME, "name must not be blank, was \" \""),
                row(
                        with("dimensions", Map.of("", "x")),
                        Rule.DIMENSIONS,
                        "dimensions must be at most 30 with a name each, were []"),
                row(with("at", null), Rule.IDENTITY, "sampleId must be set when at is null, was null"),
                row(with("at", null, "sampleId", ""), Rule.IDENTITY, "sampleId must be set when at is null, was \"\""),
                row(
                        with("at", Instant.parse("1970-01-21T10:00:00Z")),
                        Rule.EVENT_TIME,
                        "at must not be before 2000-01-01T00:00:00Z, was 1970-01-21T10:00:00Z"),
                row(with("value", null), Rule.VALUE, "value must be a finite number when status is OK, was null"),
                row(with("value", Double.NaN), Rule.VALUE, "value must be a finite number when status is OK, was NaN"),
                row(
                        with("value", Double.NEGATIVE_INFINITY),
                        Rule.VALUE,
                        "value must be a finite number when status is OK, was -Infinity"),
                row(
                        with("status", SampleStatus.ABSENT),
                        Rule.VALUE,
                        "value must be null when status is ABSENT, was 1.5"),
                row(
                        with("error", "timeout"),
                        Rule.ERROR,
                        "error must be null unless status is SOURCE_ERROR, status was OK"),
                row(with("sampleCount", 0L), Rule.SAMPLE_COUNT, "sampleCount must be at least 1, was 0"),
                row(with("periodSeconds", 0), Rule.PERIOD, "periodSeconds must be between 1 and 86400, was 0"),
                row(
                        with("periodSeconds", 86_401),
                        Rule.PERIOD,
                        "periodSeconds must be between 1 and 86400, was 86401"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("broken")
    void namesTheRuleThatIsBroken(MetricSample sample, Rule rule, String message) {
        assertThat(SampleRules.firstFault(sample)).isEqualTo(new SampleFault(rule, message));
    }

    @Test
    void refusesMoreDimensionsThanAMetricCanHave() {
        var fault = SampleRules.firstFault(with("dimensions", dimensions(31)));

        assertThat(fault).isNotNull().extracting(SampleFault::rule).isEqualTo(Rule.DIMENSIONS);
    }

    private static Arguments row(MetricSample sample, Rule rule, String message) {
        return Arguments.of(sample, rule, message);
    }

    private static MetricSample with(@Nullable Object... fieldsAndValues) {
        var sample = sample();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            sample.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return sample;
    }

    private static MetricSample sample() {
        return MetricSample.newBuilder()
                .setName("cpu")
                .setAt(Instant.parse("2026-11-22T10:00:00Z"))
                .setValue(1.5)
                .build();
    }

    private static Map<String, String> dimensions(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    }
}
