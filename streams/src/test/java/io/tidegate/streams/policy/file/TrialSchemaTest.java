package io.tidegate.streams.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.streams.policy.trial.Backtest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keeps policy-test.schema.json, which editors use, in step with the reader, which decides. */
class TrialSchemaTest {
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 9}
            metrics: {load: {samples: {name: load}}}
            """;

    private static final String TRIALS = """
            apiVersion: tidegate/v1
            kind: PolicyTest
            policy: web.yaml
            HERE-root
            cases:
              - {HERE-case, name: a, lasts: 1m, observed: {HERE-observed, desired: 2}, series: [{HERE-series, metric: load, values: 1}],
                 expect: [{HERE-expectation, scalesOut: true}, {never: {HERE-never, below: 2}},
                          {directionChanges: {HERE-turns, atMost: 2}}, {commands: {HERE-commands, atMost: 2}}]}
            pasts:
              - {HERE-past, name: b, trace: b.csv, expect: [{HERE-limit, measure: cost, atMost: 2}]}
            """;

    /** Each row: a mapping of the file, and where the schema describes it. */
    @ParameterizedTest
    @CsvSource({
        "root, ''",
        "case, /$defs/case",
        "observed, /$defs/observed",
        "series, /$defs/series",
        "past, /$defs/past",
        "limit, /$defs/limit",
        "never, /$defs/expectation/properties/never",
        "turns, /$defs/expectation/properties/directionChanges",
        "commands, /$defs/expectation/properties/commands",
    })
    void knowsTheKeysThatTheReaderKnows(String mapping, String pointer) throws JsonProcessingException {
        String key = "zzzzzzzzzzzz";
        String text = TRIALS.replace("HERE-" + mapping, key + ": 0").replaceAll("HERE-[a-z]+,? ?", "");

        var problems = problems(text);

        JsonNode described = schema().at(pointer);
        assertThat(problems)
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .endsWith(key + " is not a key here, known: " + String.join(", ", keys(described.get("properties"))));
        assertThat(described.get("additionalProperties").booleanValue()).isFalse();
    }

    /** Each row: a file with an empty mapping, the path of that mapping, and where the schema describes it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "other: 0 | '' | ''",
                "policy: web.yaml; cases: [{}] | cases[0]. | /$defs/case",
                "policy: web.yaml; pasts: [{trace: a.csv}] | pasts[0]. | /$defs/past",
                "policy: web.yaml; pasts: [{expect: [{}]}] | pasts[0].expect[0]. | /$defs/limit",
                "policy: web.yaml; cases: [{series: [{}]}] | cases[0].series[0]. | /$defs/series",
                "policy: web.yaml; cases: [{expect: [commands: {}]}] | cases[0].expect[0].commands. | /$defs/expectation/properties/commands",
                "policy: web.yaml; cases: [{expect: [directionChanges: {}]}] | cases[0].expect[0].directionChanges. | /$defs/expectation/properties/directionChanges",
            })
    void requiresWhatTheReaderRequires(String text, String path, String pointer) throws JsonProcessingException {
        String absent = " must be given, was absent";

        var problems = problems(text.replace("; ", "\n"));

        assertThat(problems.stream()
                        .map(Problem::message)
                        .filter(message -> message.startsWith(path) && message.endsWith(absent))
                        .map(message -> message.substring(path.length(), message.length() - absent.length())))
                .containsExactlyInAnyOrderElementsOf(StreamSupport.stream(
                                schema().at(pointer).get("required").spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList());
    }

    @Test
    void knowsTheMeasuresThatTheReaderKnows() throws JsonProcessingException {
        assertThat(StreamSupport.stream(
                                schema().at("/$defs/limit/properties/measure/enum")
                                        .spliterator(),
                                false)
                        .map(JsonNode::textValue))
                .isEqualTo(Backtest.Measure.keys());
    }

    @Test
    void describesEveryMappingThatTheReaderReads() throws JsonProcessingException {
        assertThat(schema().findValues("additionalProperties").stream().filter(JsonNode::isBoolean))
                .hasSize(10);
    }

    private static Set<String> keys(JsonNode properties) {
        var keys = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<Problem> problems(String text) {
        return TrialReader.read("web-test.yaml", text, _ -> Optional.empty(), _ -> Optional.of(POLICY))
                .problems();
    }

    private static JsonNode schema() throws JsonProcessingException {
        return new ObjectMapper().readTree(PolicyExamples.text("policy-test.schema.json"));
    }
}
