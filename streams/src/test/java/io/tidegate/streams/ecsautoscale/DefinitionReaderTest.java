package io.tidegate.streams.ecsautoscale;

import static io.tidegate.streams.ecsautoscale.World.actions;
import static io.tidegate.streams.ecsautoscale.World.cluster;
import static io.tidegate.streams.ecsautoscale.World.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionReaderTest {

    @ParameterizedTest
    @MethodSource("scalars")
    void typesScalarsAsPyYamlDoes(String written, @Nullable Object expected) throws UnusableException {
        var root = DefinitionReader.read("web.yml", "a: " + written, name -> Optional.of("0" + name.length()));

        assertThat(Part.root(root).get("a").item())
                .isInstanceOfSatisfying(
                        Item.Scalar.class, scalar -> assertThat(scalar.value()).isEqualTo(expected));
    }

    private static Stream<Arguments> scalars() {
        return Stream.of(
                arguments("3", 3L),
                arguments("010", 8L),
                arguments("1:30", 90L),
                arguments("yes", true),
                arguments("1e3", "1e3"),
                arguments("\"3\"", "3"),
                arguments("%(SEVENCH)", 7L),
                arguments("\"%(SEVENCH)\"", "07"),
                arguments("!!int \"3\"", 3L),
                arguments("!!int '010'", 8L),
                arguments("!!int -0x1_F", -31L),
                arguments("!!int +1:90", 150L),
                arguments("!!int 0b11", 3L),
                arguments("!!int %(SEVENCH)", 7L),
                arguments("!!str 3", "3"),
                arguments("!!str yes", "yes"),
                arguments("!!str", ""),
                arguments("! 3", 3L),
                arguments("! '3'", "3"),
                arguments("!!float 3", 3.0),
                arguments("!!float '1e3'", 1000.0),
                arguments("!!float -1:30", -90.0),
                arguments("!!float -.INF", Double.NEGATIVE_INFINITY),
                arguments("!!float .nan", Double.NaN),
                arguments("!!bool 'YES'", true),
                arguments("!!bool off", false),
                arguments("!!null whatever", null),
                arguments("!<tag:yaml.org,2002:int> '3'", 3L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: !foo 9       | 1:4: tag must be !!str, !!int, !!float, !!bool or !!null, was !foo",
                "a: !!set {b}    | 1:4: tag must be !!map, was !!set",
                "a: !!map [b]    | 1:4: tag must be !!seq, was !!map",
                "!foo a: 1       | 1:1: tag must be !!str, !!int, !!float, !!bool or !!null, was !foo",
                "a: !!int 3.0    | 1:4: !!int must stand before a whole number, was another text",
                "a: !!int 09     | 1:4: !!int must stand before a whole number, was another text",
                "a: !!int ''     | 1:4: !!int must stand before a whole number, was another text",
                "a: !!float 1.x  | 1:4: !!float must stand before a number, was another text",
                "a: !!bool 1     | 1:4: !!bool must stand before true or false, was another text",
            })
    void refusesTagsThatAreUnknownOrWrong(String text, String problem) {
        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> DefinitionReader.read("web.yml", text, _ -> Optional.empty()))
                .withMessage("web.yml:" + problem);
    }

    @Test
    void leavesOtherFilesAloneWhenATagIsUnknown() {
        var world = new World().service("api", 7).instance("a", World.TASK, World.TASK);
        String known = cluster("") + "  api: {enabled: true, min: 1, max: 5, events: null, metric_sources: null}\n";

        var outcome = world.decide("note: !foo 9\n" + known, known);

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 5]");
        assertThat(outcome.failures()).extracting(Failure::scope).containsExactly("web");
    }

    @Test
    void letsAnyNumberOfServicesShareABlock() throws UnusableException {
        String text = "shared: &shared {enabled: yes, min: 1, max: 5, events: null}\nservices:\n"
                + services("  s%d: *shared\n") + services("  t%d: {<<: *shared, max: 7}\n");

        var services = Part.root(DefinitionReader.read("web.yml", text, _ -> Optional.empty()))
                .get("services");

        assertThat(services.entries()).hasSize(1000);
        assertThat(services.get("s499").get("max").whole()).isEqualTo(5);
        assertThat(services.get("t499").get("max").whole()).isEqualTo(7);
        assertThat(services.get("t499").get("min").whole()).isEqualTo(1);
    }

    @Test
    void refusesAliasesThatComeToTooMuch() {
        var laughs = new StringBuilder("l0: &l0 [lol]\n");
        for (int i = 1; i <= 9; i++) {
            laughs.append(
                    "l%d: &l%d [%s]\n".formatted(i, i, "*l%d, ".formatted(i - 1).repeat(9)));
        }

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> DefinitionReader.read(
                        "web.yml", laughs + definition("- {metric: load}"), _ -> Optional.empty()))
                .withMessageContaining("document must have at most 262144 values with its aliases replaced");
    }

    private static String services(String line) {
        var services = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            services.append(line.formatted(i));
        }
        return services.toString();
    }
}
