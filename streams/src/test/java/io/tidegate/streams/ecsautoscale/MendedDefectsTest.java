package io.tidegate.streams.ecsautoscale;

import static io.tidegate.streams.ecsautoscale.World.actions;
import static io.tidegate.streams.ecsautoscale.World.cluster;
import static io.tidegate.streams.ecsautoscale.World.definition;
import static io.tidegate.streams.ecsautoscale.World.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.streams.ecsautoscale.Inventory.Container;
import io.tidegate.streams.ecsautoscale.Inventory.Instance;
import io.tidegate.streams.ecsautoscale.Inventory.Service;
import io.tidegate.streams.ecsautoscale.Inventory.TaskDefinition;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import io.tidegate.streams.ecsautoscale.Readings.Datapoint;
import io.tidegate.streams.ecsautoscale.Readings.Series;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defects Q01 to Q20 of the original, each mended; the ids are those of the table in RATIONALE. */
class MendedDefectsTest {
    private static final String UP = "- {metric: load, min: 10, max: null, action: 1}";
    private static final Size ROOMY = new Size(1000, 1000);
    private static final Size FULL = new Size(0, 0);

    @Test // Q01
    void asksForNoRoomForAServiceAboveItsMaximum() {
        var world = new World().service("api", 7).load(0).instance("a", ROOMY, FULL);

        var outcome = world.decide(definition(UP));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 5]");
    }

    @Test // Q02
    void letsATaskFitExactly() {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, World.TASK);

        var outcome = world.decide(definition(UP));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
    }

    @Test // Q02
    void letsALoadMoveToARoomOfItsExactSize() {
        var world = new World()
                .service("api", 1)
                .load(0)
                .group(1, 5, 2)
                .instance("a", World.TASK, FULL)
                .instance("b", ROOMY, World.TASK);

        var outcome = world.decide(definition(UP));

        assertThat(actions(outcome)).containsExactly("UpdateContainerInstancesState [web, [a], DRAINING]");
    }

    @ParameterizedTest // Q03
    @CsvSource({
        "lo ** 2, 4",
        "load + lo, 48",
        "'max([lo, 3])', 3",
        "text * 2, 42",
        "-lo ** 2, -4",
    })
    void bindsNamesInsteadOfReplacingText(String metric, double value) throws UnusableException {
        var values = new LinkedHashMap<String, Item>();
        values.put("lo", World.item(-2));
        values.put("load", World.item(50));
        values.put("text", World.item("21"));

        var result = new MetricValues(values).value(Part.root(World.item(metric)));

        assertThat(result).hasValue(value);
    }

    @ParameterizedTest // Q03
    @CsvSource({"max(list), 8", "min(list), 3", "sum(list), 16", "len(list), 3"})
    void callsFunctionsOfListsWithLists(String metric, double value) throws UnusableException {
        var values = new MetricValues(Map.of("list", World.item(List.of(3, 8, 5)), "load", World.item(50)));

        var result = values.value(Part.root(World.item(metric)));

        assertThat(result).hasValue(value);
        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> values.value(Part.root(World.item(metric.replace("list", "load")))))
                .withMessage("test:1:1: : load must be a list, was one number at character 5");
    }

    @Test // Q03
    void runsNoCodeOfAMetric() {
        var world = new World().service("api", 1).load("1 + 1").instance("a", ROOMY, ROOMY);

        var reached = world.decide(definition("- {metric: \"__import__('os')\", min: 0, max: null, action: 1}"));
        var data = world.decide(definition("- {metric: load, min: 0, max: null, action: 1}"));

        assertThat(reached.actions()).isEmpty();
        assertThat(reached.failures()).extracting(Failure::scope).containsExactly("web/api");
        assertThat(data.actions()).isEmpty();
        assertThat(data.failures()).extracting(Failure::scope).containsExactly("web/api");
    }

    @Test // Q04
    void passesOverEventsWhoseMetricIsMissing() {
        var world = new World()
                .service("api", 1)
                .answer(200, nulls("load", "other", 7))
                .instance("a", ROOMY, ROOMY);
        String two = definition(
                        "- {metric: load * 2, min: 0, max: null, action: 2}\n- {metric: other, min: 5, max: null, action: 1}")
                .replace("[{name: load, alias: load}]", "[{name: load, alias: load}, {name: other, alias: other}]");

        var outcome = world.decide(two);

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
        assertThat(outcome.failures()).isEmpty();
    }

    @Test // Q05
    void leavesAServiceAloneThatCannotBeDecidedAndDecidesTheOthers() {
        var world = new World().service("bad", 2).service("api", 1).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(cluster("")
                + service("bad", "- {metric: load / 0, min: 0, max: null, action: 1}")
                + service("api", UP));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
        assertThat(outcome.failures())
                .containsExactly(new Failure(
                        "web/bad", "web.yml:14:18: services.bad.events[0].metric: division by zero at character 6"));
    }

    @Test // Q05
    void drainsNothingWhileTheDemandOfAServiceIsUnknown() {
        var world = new World()
                .service("bad", 2)
                .load(10)
                .group(1, 5, 2)
                .instance("a", World.TASK, ROOMY)
                .instance("b", World.TASK, ROOMY);

        var known = world.decide(cluster("") + service("bad", "- {metric: load, min: 90, max: null, action: 1}"));
        var unknown = world.decide(cluster("") + service("bad", "- {metric: nowhere, min: 90, max: null, action: 1}"));

        assertThat(actions(known)).containsExactly("UpdateContainerInstancesState [web, [a], DRAINING]");
        assertThat(unknown.actions()).isEmpty();
    }

    @Test // Q06
    void startsFromDesiredTasksAndNotFromRunningOnes() {
        var world = new World()
                .service(new Service("api", "ACTIVE", 4, 2, "task"))
                .load(10)
                .instance("a", ROOMY, ROOMY);

        var outcome = world.decide(definition(UP));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 5]");
    }

    @ParameterizedTest // Q07
    @CsvSource({"min: 0, '0, 5'", "max: 7, '1, 7'"})
    void setsABoundThatIsGivenAlone(String line, String bounds) {
        var world = new World().service("api", 1).load(0).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(cluster(line + "\n") + service("api", UP));

        assertThat(actions(outcome)).contains("UpdateAutoScalingGroup [asg, %s]".formatted(bounds));
    }

    @Test // Q08
    void drainsByTheLastPartOfALongArn() {
        var empty = new Instance(
                "arn:aws:ecs:eu-west-1:1:container-instance/web/abc",
                "i-abc",
                "ACTIVE",
                0,
                0,
                Optional.of(ROOMY),
                Optional.of(ROOMY));
        var world =
                new World().service("api", 1).load(0).group(1, 5, 2).add(empty).instance("b", ROOMY, ROOMY);

        var outcome = world.decide(definition(UP));

        assertThat(actions(outcome)).containsExactly("UpdateContainerInstancesState [web, [abc], DRAINING]");
    }

    @Test // Q09
    void drainsNothingWhereNoInstanceIsActive() {
        var world = new World().service("api", 4).load(0).group(1, 5, 2);

        var outcome = world.decide(definition("- {metric: load, min: null, max: 5, action: -1}"));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 3]");
        assertThat(outcome.failures()).isEmpty();
    }

    @ParameterizedTest // Q10
    @CsvSource({
        "'enabled: [', must be YAML",
        "'enabled: %(UNSET)', variable UNSET must be set",
        "'a: 1\n---\nb: 2', must hold one document"
    })
    void leavesOtherFilesAloneWhenOneCannotBeRead(String file, String problem) {
        var world = new World().service("api", 1).load(10).instance("a", ROOMY, ROOMY);

        var outcome = world.decide(file, definition(UP));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
        assertThat(outcome.failures())
                .singleElement()
                .extracting(Failure::message)
                .asString()
                .contains(problem);
    }

    @Test // Q11
    void countsBusyDrainingInstancesAsGoneBeforeItDrainsAnother() {
        var world = new World()
                .service("api", 1)
                .load(0)
                .group(2, 5, 3)
                .instance("a", World.TASK, ROOMY)
                .instance("b", World.TASK, ROOMY)
                .draining("c", 1, 0);

        var outcome = world.decide(definition(UP));

        assertThat(outcome.actions()).isEmpty();
    }

    @Test // Q12
    void asksForServicesWhateverBecomesOfTheGroup() {
        var world = new World()
                .service("api", 1)
                .load(10)
                .group(1, 5, 2)
                .instance("a", ROOMY, FULL)
                .draining("b", 0, 0);

        var outcome = world.decide(cluster("min: 1\nmax: 6\n") + service("api", UP));

        assertThat(actions(outcome))
                .containsExactly(
                        "UpdateAutoScalingGroup [asg, 1, 6]",
                        "TerminateInstanceInAutoScalingGroup [i-b, true]",
                        "SetDesiredCapacity [asg, 2]",
                        "UpdateService [web, api, 2]");
    }

    @Test // Q13
    void terminatesNoInstanceWithPendingTasks() {
        var world = new World()
                .service("api", 1)
                .load(0)
                .group(1, 5, 2)
                .instance("a", ROOMY, ROOMY)
                .draining("b", 0, 1);

        var outcome = world.decide(definition(UP));

        assertThat(outcome.actions()).isEmpty();
    }

    @Test // Q14
    void terminatesWithoutDecrementWhereTheGroupIsAtItsMinimum() {
        var world = new World()
                .service("api", 1)
                .load(0)
                .group(1, 5, 2)
                .draining("b", 0, 0)
                .draining("c", 0, 0);

        var outcome = world.decide(definition(UP));

        assertThat(actions(outcome))
                .containsExactly(
                        "TerminateInstanceInAutoScalingGroup [i-b, true]",
                        "TerminateInstanceInAutoScalingGroup [i-c, false]");
    }

    @Test // Q15
    void startsFromTheDesiredCapacityThatNewBoundsLeave() {
        var world = new World().service("api", 1).load(10).group(1, 5, 1).instance("a", ROOMY, FULL);

        var outcome = world.decide(cluster("min: 3\nmax: 7\n") + service("api", UP));

        assertThat(actions(outcome)).contains("SetDesiredCapacity [asg, 4]");
    }

    @Test // Q16
    void readsTheLatestDatapoint() {
        var world = new World()
                .service("api", 1)
                .instance("a", ROOMY, ROOMY)
                .series(new Series(
                        "AWS/ECS",
                        "MemoryUtilization",
                        new TreeMap<>(),
                        List.of(
                                point("2026-01-01T00:05:00Z", 0),
                                point("2026-01-01T00:10:00Z", 50),
                                point("2026-01-01T00:00:00Z", 0))));
        String definition = definition(UP)
                .replace("third_party", "cloudwatch")
                .replace("url: \"https://metrics/load\", ", "")
                .replace("name: load", "name: Average");

        var outcome = world.decide(definition);

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
    }

    @ParameterizedTest // Q17
    @CsvSource(
            nullValues = "-",
            value = {
                // task, memory, reservation, room needed
                "64, 500, 400, 64",
                "-, 500, 400, 400",
                "-, 500, -, 500",
            })
    void takesTheTasksOwnSizeThenReservationsThenLimits(
            @Nullable Long task, @Nullable Long memory, @Nullable Long reservation, long needed) {
        var definition = new TaskDefinition(
                OptionalLong.empty(),
                optional(task),
                List.of(new Container(10, optional(memory), optional(reservation))));

        var fits = new World()
                .task(definition)
                .service("api", 1)
                .load(10)
                .instance("a", ROOMY, new Size(10, needed))
                .decide(definition(UP));
        var small = new World()
                .task(definition)
                .service("api", 1)
                .load(10)
                .instance("a", ROOMY, new Size(10, needed - 1))
                .decide(definition(UP));

        assertThat(actions(fits)).containsExactly("UpdateService [web, api, 2]");
        assertThat(actions(small)).containsExactly("SetDesiredCapacity [asg, 2]", "UpdateService [web, api, 2]");
    }

    @Test // Q18
    void replacesPlaceholdersInScalarsAlone() {
        var world = new World()
                .service("api", 1)
                .load(50)
                .variable("MIN_2", "10")
                .variable("NOTE", "x}, {metric: load, action: 5, min: 0, max: null")
                .instance("a", ROOMY, ROOMY);

        var outcome = world.decide(
                definition("# %(UNSET)\n- {metric: load, min: %(MIN_2), max: null, action: 1, note: %(NOTE)}"));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
        assertThat(outcome.failures()).isEmpty();
    }

    @Test // Q19
    void passesOverServicesThatAreNotActive() {
        var world = new World()
                .service(new Service("old", "INACTIVE", 0, 0, "gone"))
                .service("api", 1)
                .load(10)
                .instance("a", ROOMY, ROOMY);

        var outcome = world.decide(cluster("") + service("old", UP) + service("api", UP));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
        assertThat(outcome.failures()).isEmpty();
    }

    @Test // Q20
    void looksAtAllClustersAndInstances() {
        var others = IntStream.range(0, 150).mapToObj("arn:aws:ecs:eu-west-1:1:cluster/c%d"::formatted);
        var world = new World()
                .service("api", 1)
                .load(10)
                .clusterArns(Stream.concat(others, Stream.of("arn:aws:ecs:eu-west-1:1:cluster/web"))
                        .toList());
        for (int i = 0; i < 120; i++) {
            world.instance("full" + i, ROOMY, FULL);
        }

        var outcome = world.instance("last", ROOMY, ROOMY).group(1, 200, 121).decide(definition(UP));

        assertThat(actions(outcome)).containsExactly("UpdateService [web, api, 2]");
    }

    private static Datapoint point(String at, long average) {
        return new Datapoint(Instant.parse(at), new TreeMap<>(Map.of("Average", World.item(average))));
    }

    private static Map<String, Object> nulls(String absent, String present, Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put(absent, null);
        map.put(present, value);
        return map;
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
