package io.tidegate.streams.ecsautoscale;

import static io.tidegate.streams.ecsautoscale.World.actions;
import static io.tidegate.streams.ecsautoscale.World.cluster;
import static io.tidegate.streams.ecsautoscale.World.definition;
import static io.tidegate.streams.ecsautoscale.World.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    @Test
    void failsTheClusterForAGrowingServiceWhoseActionIsNoWholeNumber() {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition("- {metric: load, min: 10, max: null, action: 1.5}"));

        assertThat(outcome.actions()).isEmpty();
        assertThat(outcome.failures())
                .containsExactly(new Failure("web", "service api: desired count must be a whole number, was 2.5"));
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
