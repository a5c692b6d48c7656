package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.observation.Mutation.Bounds;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** What AWS's documentation says of sizes and bounds, case by case, through the wire. */
class ScalingVectorsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @MethodSource("setDesired")
    void refusesACapacityAboveMax(String id, JsonNode in, JsonNode expect) {
        var cloud = group(in, 0);

        var answer = Calls.response(Calls.autoScaling(
                cloud,
                "Action=SetDesiredCapacity&AutoScalingGroupName=g&HonorCooldown=false&DesiredCapacity="
                        + number(in, "set")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().asUtf8String())
                .contains("<Code>" + text(expect, "error") + "</Code>")
                .contains("<Message>" + text(expect, "message") + "</Message>");
        assertThat(cloud.effectiveMutations()).isEmpty();
    }

    static Stream<Arguments> setDesired() throws IOException {
        return vectors("asgSetDesired");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("update")
    void aBoundThatMovesPastTheCapacityMovesIt(String id, JsonNode in, JsonNode expect) {
        var cloud = group(in, number(in, "desired"));
        var fields = in.field("set").orElseThrow().asObject().entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + field.getValue().asNumber())
                .collect(Collectors.joining());

        Calls.autoScaling(cloud, "Action=UpdateAutoScalingGroup&AutoScalingGroupName=g" + fields);

        assertThat(cloud.group("g")).hasValueSatisfying(group -> {
            assertThat(group.min()).isEqualTo(number(expect, "min"));
            assertThat(group.max()).isEqualTo(number(expect, "max"));
            assertThat(group.desired()).isEqualTo(number(expect, "desired"));
        });
    }

    static Stream<Arguments> update() throws IOException {
        return vectors("asgUpdate");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("register")
    void everyRegistrationPullsTheCapacityIntoTheBounds(String id, JsonNode in, JsonNode expect) {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
        cloud.addService("ecs/shop/web", 3, Workload.ofRequests(100));
        var stored = in.field("stored").orElseThrow().asArray();
        Calls.registerScalableTarget(cloud, "web", number(stored.get(0)), number(stored.get(1)));
        Calls.updateService(cloud, "web", number(in, "current"));

        var update = in.field("update").orElseThrow().asArray();
        Calls.json(
                cloud,
                "AnyScaleFrontendService.RegisterScalableTarget",
                "{\"ServiceNamespace\":\"ecs\",\"ResourceId\":\"service/shop/web\","
                        + "\"ScalableDimension\":\"ecs:service:DesiredCount\""
                        + member("MinCapacity", update.get(0)) + member("MaxCapacity", update.get(1)) + "}");

        assertThat(cloud.scalableTarget("ecs/shop/web"))
                .contains(new Bounds(number(expect, "min"), number(expect, "max")));
        assertThat(cloud.capacity("ecs/shop/web")).contains(number(expect, "desired"));
    }

    static Stream<Arguments> register() throws IOException {
        return vectors("registerUpdate");
    }

    private static SimulatedCloud group(JsonNode in, int desired) {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, 1));
        cloud.addGroup("g", number(in, "min"), number(in, "max"), desired);
        return cloud;
    }

    private static String member(String name, JsonNode value) {
        return value.isNull() ? "" : ",\"" + name + "\":" + value.asNumber();
    }

    private static int number(JsonNode node, String field) {
        return number(node.field(field).orElseThrow());
    }

    private static int number(JsonNode node) {
        return Integer.parseInt(node.asNumber());
    }

    private static String text(JsonNode node, String field) {
        return node.field(field).orElseThrow().asString();
    }

    private static Stream<Arguments> vectors(String kind) throws IOException {
        try (var file = ScalingVectorsTest.class.getResourceAsStream("scaling-vectors.json")) {
            var all =
                    JsonNode.parser().parse(file).field("vectors").orElseThrow().asArray();
            return all.stream()
                    .filter(vector -> text(vector, "kind").equals(kind))
                    .map(vector -> Arguments.of(
                            text(vector, "id"),
                            vector.field("in").orElseThrow(),
                            vector.field("expect").orElseThrow()));
        }
    }
}
