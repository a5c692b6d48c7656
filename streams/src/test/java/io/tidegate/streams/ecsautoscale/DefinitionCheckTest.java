package io.tidegate.streams.ecsautoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.file.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionCheckTest {
    private static final String VALID = World.definition("- {metric: load * 2, min: 10, max: null, action: 1}");

    @Test
    void findsNothingWrongWithAValidFile() {
        assertThat(DefinitionCheck.problems("web.yml", VALID, _ -> Optional.empty()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autoscale_group: asg   | autoscale_group: 7 | 1:18: autoscale_group must be a text, was 7",
                "cpu_buffer: 0          | cpu_buffer: 0.5    | 3:13: cpu_buffer must be a whole number, was 0.5",
                "mem_buffer: 0          | m: 0               | 1:1: mem_buffer must be given, was absent",
                "enabled: true          | active: true       | 1:1: enabled must be given, was absent",
                "min: 1                 | min: 6             | 8:10: services.api.min must not be above max 5, was 6",
                "third_party            | prometheus         | 12:9: services.api.metric_sources.prometheus is not a metric source",
                "url:                   | uri:               | 12:11: services.api.metric_sources.third_party[0].uri is not a key here",
                "load * 2               | lod * 2            | 14:18: services.api.events[0].metric: alias must be one of [load], was \"lod\" at character 1",
                "load * 2               | 1 + (load          | 14:18: services.api.events[0].metric: expected \")\", was the end at character 10",
                "load * 2               | .nan               | 14:18: services.api.events[0].metric must be a finite number, was NaN",
                "load * 2               | load *             | 14:18: services.api.events[0].metric: expected a value, was the end at character 7",
                "min: 10                | min: ten           | 14:33: services.api.events[0].min must be a number, was a text",
                "max: null,             | ''                 | 14:9: services.api.events[0].max must be given, was absent",
                "action: 1              | action: 1.5        | 14:56: services.api.events[0].action must be a whole number, was 1.5",
                "enabled: true          | enabled: %(X)      | 2:10: variable X must be set, was unset",
            })
    void tellsWhatCouldFailARun(String valid, String broken, String problem) {
        var problems = DefinitionCheck.problems(
                "web.yml",
                VALID.replaceFirst("(?m)" + Pattern.quote(valid), Matcher.quoteReplacement(broken)),
                _ -> Optional.empty());

        assertThat(problems).extracting(Problem::toString).contains("web.yml:" + problem);
    }

    @Test
    void refusesAListWhereCloudWatchHasANumber() {
        String http = VALID.replace("load * 2", "max(load)");
        String cloudWatch = http.replace("third_party", "cloudwatch")
                .replace("url: \"https://metrics/load\", ", "")
                .replace("name: load", "name: Average");

        assertThat(DefinitionCheck.problems("web.yml", http, _ -> Optional.empty()))
                .isEmpty();
        assertThat(DefinitionCheck.problems("web.yml", cloudWatch, _ -> Optional.empty()))
                .extracting(Problem::toString)
                .containsExactly(
                        "web.yml:14:18: services.api.events[0].metric: load must be a list, was one number at character 5");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        String broken = VALID.replace("min: 10", "min: ten")
                .replace("action: 1", "action: one")
                .replace("cpu_buffer: 0", "");

        assertThat(DefinitionCheck.problems("web.yml", broken, _ -> Optional.empty()))
                .hasSize(3);
    }
}
