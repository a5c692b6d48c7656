package io.tidegate.streams.ecsautoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.policy.Metric;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasNamesTest {

    @Test
    void givesOtherNamesToWhatPoliciesCannotCallAMetric() {
        var names = names("cpu", "max", "running", "queue-depth", "and", "5xx", "größe", "max_", "queue depth", "");

        assertThat(names.renamed())
                .containsExactly(
                        Map.entry("max", "max_2"),
                        Map.entry("running", "running_"),
                        Map.entry("queue-depth", "queue_depth"),
                        Map.entry("and", "and_"),
                        Map.entry("5xx", "_5xx"),
                        Map.entry("größe", "gr__e"),
                        Map.entry("queue depth", "queue_depth_"),
                        Map.entry("", "_"));
    }

    @Test
    void shortensWhatIsTooLongAndKeepsItApart() {
        String[] aliases =
                IntStream.range(0, 20).mapToObj(i -> "x".repeat(70) + i).toArray(String[]::new);

        var names = names(aliases);

        assertThat(names.renamed().values())
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allMatch(Metric::isAlias)
                .startsWith("x".repeat(50), "x".repeat(50) + "_", "x".repeat(50) + "_2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max > 3                        | max_ > 3",
                "max(max, 3)                    | max(max_, 3)",
                "max ([max])                    | max ([max_])",
                "maximal + max2 + max_x         | maximal + max2 + max_x",
                "cpu * maximum                  | cpu * maximum_",
                "cpu-usage * 2 - usage          | cpu_usage * 2 - usage",
                "cpu - usage                    | cpu - usage",
                "cpu-usage2                     | cpu-usage2",
                "x.y/x.yz                       | x_y/x.yz",
                "5xx/2                          | _5xx/2",
                "15xx + 1e5 + e5                | 15xx + 1e5 + e5_",
                "and and and                    | and_ and and_",
                "cpu and 3 or 2                 | cpu and 3 or 2",
                "(and) > 3 and max              | (and_) > 3 and max_",
                "not cpu                        | not cpu",
                "not not                        | not not_",
                "3 * not                        | 3 * not_",
                "cpu % %(max) + max % (max)     | cpu % %(max) + max_ % (max_)",
            })
    void putsThemInTokenByToken(String expression, String expected) {
        var names = names("max", "maximum", "cpu-usage", "x.y", "5xx", "and", "not", "usage", "e5", "min");

        String actual = new AliasNames(with(names, "e5", "e5_")).in(expression);

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void findsNoNameThatIsEmpty() {
        assertThat(names("").in("cpu + 1")).isEqualTo("cpu + 1");
    }

    @Test
    void leavesCommentsAlone() {
        assertThat(names("max").in("max # of max\n + 1")).isEqualTo("max_ # of max\n + 1");
    }

    private static Map<String, String> with(AliasNames names, String alias, String name) {
        var renamed = new LinkedHashMap<>(names.renamed());
        renamed.put(alias, name);
        return renamed;
    }

    private static AliasNames names(String... aliases) {
        return AliasNames.of(new LinkedHashSet<>(List.of(aliases)));
    }
}
