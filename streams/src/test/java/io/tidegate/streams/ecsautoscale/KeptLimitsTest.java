package io.tidegate.streams.ecsautoscale;

import static io.tidegate.streams.ecsautoscale.World.actions;
import static io.tidegate.streams.ecsautoscale.World.cluster;
import static io.tidegate.streams.ecsautoscale.World.definition;
import static io.tidegate.streams.ecsautoscale.World.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits L01 to L05 of the original, and other ways of it, which a file that moves here may count on. */
class KeptLimitsTest {
    private static final String UP = "- {metric: load, min: 10, max: null, action: 1}";
    private static final Size ROOMY = new Size(1000, 1000);
    private static final Size FULL = new Size(0, 0);

    @Test // L01
    void doesNotWaitForInstancesThatLaunch() {
        var world = new World().service("api", 1).load(10).group(1, 5, 3).instance("a", ROOMY, FULL);

        var outcome = world.decide(definition(UP));

        assertThat(actions(outcome)).containsExactly("SetDesiredCapacity [asg, 4]", "UpdateService [web, api, 2]");
    }

    @Test // L02
    void leavesTheDecisionToLaterEventsWhereOneIsBlockedAtABound() {
        var world = new World().service("api", 5).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition(UP + "\n- {metric: load, min: 0, max: null, action: -2}"));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 3]");
    }

    @Test // L03
    void leavesServicesAloneWhereTheGroupHasMaximumZero() {
        var world = new World().service("api", 7).load(0).group(0, 0, 0);

        var outcome = world.decide(definition(UP));

        assertThat(outcome.actions()).isEmpty();
        assertThat(outcome.failures()).isEmpty();
    }

    @Test // L04
    void refusesAnswersOfAnyOtherStatusThan200() {
        var world =
                new World().service("api", 1).answer(201, Map.of("load", 10)).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition(UP));

        assertThat(outcome.failures())
                .containsExactly(
                        new Failure(
                                "web/api",
                                "web.yml:12:11: services.api.metric_sources.third_party[0] must answer with status 200, was 201"));
    }

    @Test
    void holdsWhereAnEventWithoutAChangeIsSatisfied() {
        var world = new World().service("api", 2).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition("- {metric: load, min: 10, max: 10, action: 0}\n" + UP));

        assertThat(outcome.actions()).isEmpty();
    }

    @Test
    void looksAtNoEventBehindTheOneThatDecides() {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition(UP + "\n- {metric: this is, max: no}"));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
        assertThat(outcome.failures()).isEmpty();
    }

    @Test
    void keepsRoomForTheBufferAfterAllServices() {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, new Size(150, 150));
        String buffered = cluster("").replace("cpu_buffer: 0", "cpu_buffer: 60") + service("api", UP);

        var outcome = world.decide(buffered);

        assertThat(actions(outcome)).containsExactly("SetDesiredCapacity [asg, 2]", "UpdateService [web, api, 2]");
        assertThat(outcome.actions().getFirst().reason()).isEqualTo("the buffer fits on no instance");
    }

    @Test
    void scalesShrinkingServicesFirst() {
        var world = new World().service("up", 1).service("down", 9).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(cluster("") + service("up", UP) + service("down", UP));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, down, 5]", "UpdateService [web, up, 2]");
    }

    @ParameterizedTest
    @CsvSource({"1.5, 2.5", "1.0, 2.0", ".nan, NaN"}) // 1.0 is a float, and so no number of tasks to Python
    void failsTheClusterForAGrowingServiceWhoseActionIsNoWholeNumber(String action, String desired) {
        var world = new World().service("api", 1).service("low", 0).load(10).instance("a", ROOMY, ROOMY);
        String definition = cluster("")
                + service("api", "- {metric: load, min: 10, max: null, action: %s}".formatted(action))
                + service("low", UP);

        var outcome = world.decide(definition);

        assertThat(outcome.actions()).isEmpty();
        assertThat(outcome.failures())
                .containsExactly(
                        new Failure("web", "service api: desired count must be a whole number, was " + desired));
    }

    @ParameterizedTest
    @CsvSource({"-1.5, 2.5", "-1.0, 3.0"})
    void failsAShrinkingServiceAloneWhoseActionIsNoWholeNumber(String action, String desired) {
        var world = new World().service("api", 4).service("low", 0).load(10).instance("a", ROOMY, ROOMY);
        String definition = cluster("")
                + service("api", "- {metric: load, min: 10, max: null, action: %s}".formatted(action))
                + service("low", UP);

        var outcome = world.decide(definition);

        assertThat(actions(outcome)).containsExactly("UpdateService [web, low, 1]");
        assertThat(outcome.failures())
                .containsExactly(new Failure("web/api", "desired count must be a whole number, was " + desired));
    }

    @Test
    void takesTheBoundWhereAnActionThatIsNoWholeNumberLeadsBeyondIt() {
        var world = new World().service("api", 4).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition("- {metric: load, min: 10, max: null, action: 2.0}"));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 5]");
    }

    @Test
    void holdsForAnActionOfZeroThatIsAFloat() {
        var world = new World().service("api", 4).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition("- {metric: load, min: 10, max: null, action: 0.0}\n" + UP));

        assertThat(outcome.actions()).isEmpty();
        assertThat(outcome.failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, 1, 1", "false, 0, 0", "7, 7, 7", "7.5, 7.5, 7.5"})
    void takesAMetricThatIsANumberForItself(String metric, String min, String max) {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, ROOMY);

        var outcome =
                world.decide(definition("- {metric: %s, min: %s, max: %s, action: 1}".formatted(metric, min, max)));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
    }

    @Test
    void refusesAMetricThatIsNoFiniteNumber() {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition("- {metric: .nan, min: null, max: null, action: 1}"));

        assertThat(outcome.failures())
                .containsExactly(new Failure(
                        "web/api", "web.yml:14:18: services.api.events[0].metric must be a finite number, was NaN"));
    }

    @ParameterizedTest
    @CsvSource({"{}", "[]", "false", "0", "'\"\"'", "null"})
    void takesWhateverIsFalseForNoEventsAndNoSources(String empty) {
        var world = new World().service("api", 7).service("low", 0).instance("a", ROOMY, ROOMY);
        String definition = cluster("")
                + "  api: {enabled: true, min: 1, max: 5, events: \"\", metric_sources: %s}\n".formatted(empty)
                + "  low: {enabled: true, min: 0, max: 5, events: %s, metric_sources: {third_party: []}}\n"
                        .formatted(empty);

        var outcome = world.decide(definition);

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 5]");
        assertThat(outcome.failures()).isEmpty();
    }

    @Test
    void failsAServiceForAnUnknownKindOfSourceEvenWithoutSources() {
        var world = new World().service("api", 0).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(
                cluster("") + "  api: {enabled: true, min: 1, max: 5, events: [], metric_sources: {prometheus: []}}\n");

        assertThat(outcome.actions()).isEmpty();
        assertThat(outcome.failures())
                .containsExactly(new Failure(
                        "web/api", "web.yml:6:81: services.api.metric_sources.prometheus is not a metric source"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "action: 1 | action: 9007199254740993   | events[0].action | 9007199254740993",
                "action: 1 | action: -9007199254740993  | events[0].action | -9007199254740993",
                "action: 1 | action: 9223372036854775808 | events[0].action | 9223372036854775808",
                "min: 1    | min: -9007199254740993     | min              | -9007199254740993",
                "max: 5    | max: 0x80000000000000000   | max              | 147573952589676412928",
            })
    void refusesIntegersThatDoublesWouldRound(String known, String large, String key, String actual) {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition(UP).replaceFirst(known, large));

        assertThat(outcome.actions()).isEmpty();
        assertThat(outcome.failures())
                .singleElement()
                .extracting(Failure::message)
                .asString()
                .endsWith("services.api.%s must be at most 9007199254740992 (2^53) either side of 0, was %s"
                        .formatted(key, actual));
    }

    @ParameterizedTest
    @CsvSource({"9999999999999999", "99999999999999999999999"})
    void roundsIntegersThatValuesAreComparedWith(String large) {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition(UP.replace("max: null", "max: " + large)));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
    }

    @Test
    void doesNotPrintAnIntegerOfManyDigits() {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition(UP).replace("action: 1", "action: 1" + "0".repeat(1000)));

        assertThat(outcome.failures())
                .singleElement()
                .extracting(Failure::message)
                .asString()
                .endsWith("either side of 0, was a number of 3322 bits");
    }

    @Test
    void neverTellsAUrl() {
        var world = new World().service("api", 1);

        var outcome = world.decide(definition(UP).replace("https://metrics/load", "https://user:secret@metrics/load"));

        assertThat(outcome.failures())
                .singleElement()
                .asString()
                .contains("could not be reached")
                .doesNotContain("secret");
    }
}
