package io.tidegate.streams.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.file.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How well each kind of rule follows an hour of demand, by its defaults: the manual's own rules, and the manual's own table. */
class ControlQualityTest {
    private static final List<String> DEMANDS = List.of("step", "ramp", "spike", "sine");
    private static final Pattern RULE = Pattern.compile("`([^`]+)`");

    /** Metrics as policies name them, by what the manual calls their source. */
    private static final Map<String, String> SOURCES = Map.of(
            "samples",
            "cpu: {samples: {name: cpu}}, work: {samples: {name: work}}",
            "CloudWatch",
            "cpu: {cloudwatch: {namespace: N, metricName: cpu}}, work: {cloudwatch: {namespace: N, metricName: work}}");

    /** A row of the manual's table. */
    private record Row(String rules, String source, List<String> figures) {
        @Override
        public String toString() {
            return rules + " by " + source;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void followsAsTheManualSays(Row row) {
        var policy = policy(row);

        var seen = DEMANDS.stream()
                .map(demand -> ServicePlant.hour(policy, demand(demand)).text())
                .toList();

        System.out.println("| " + row.rules() + " | " + row.source() + " | " + String.join(" | ", seen) + " |");
        assertThat(seen).isEqualTo(row.figures());
    }

    /** While nothing saturates, a rule that orders what it has already ordered shows as tasks that nobody needs. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void ordersNothingAgainThatIsOrderedAlready(Row row) {
        var more = ServicePlant.hour(policy(row), second -> second < 600 ? 60 : 90);
        var less = ServicePlant.hour(policy(row), second -> second < 600 ? 90 : 60);

        // A percentage is rounded to whole tasks: one of 15 is 6 %.
        assertThat(more.overshoot()).isLessThanOrEqualTo(6);
        assertThat(more.turns()).isZero();
        assertThat(less.minutesOver()).isZero();
        assertThat(less.turns()).isZero();
    }

    static Stream<Row> rows() {
        return table("| rules | metric ")
                .map(cells -> new Row(cells.get(0), cells.get(1), cells.subList(2, cells.size())));
    }

    private static CapacityPolicy policy(Row row) {
        var rules = new LinkedHashMap<String, String>();
        table("| name | rules ").forEach(cells -> rules.put(cells.get(0), cells.get(1)));
        var items = RULE.matcher(rules.get(row.rules()))
                .results()
                .map(rule -> "  - " + rule.group(1) + "\n")
                .toList();
        String text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: web
                target: ecs/demo/web
                capacity: {min: 1, max: 100}
                metrics: {%s}
                rules:
                %s""".formatted(SOURCES.get(row.source()), String.join("", items));
        var parsed = PolicyReader.read("manual", text, _ -> Optional.empty());
        assertThat(parsed.problems()).isEmpty();
        return (CapacityPolicy) parsed.documents().getFirst().policy();
    }

    private static IntToDoubleFunction demand(String name) {
        return switch (name) {
            case "step" -> second -> second < 600 ? 30 : 150;
            case "ramp" -> second -> Math.clamp(30 + (second - 600) / 10.0, 30, 150);
            case "spike" -> second -> second >= 600 && second < 780 ? 150 : 30;
            case "sine" -> second -> 90 + 60 * Math.sin(2 * Math.PI * second / 1800);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Cells of the manual's table with this head. */
    private static Stream<List<String>> table(String head) {
        return manual().lines()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
    }

    private static String manual() {
        try {
            return Files.readString(Path.of("../docs/policy.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
