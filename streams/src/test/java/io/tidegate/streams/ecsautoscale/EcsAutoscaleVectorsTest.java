package io.tidegate.streams.ecsautoscale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.streams.ecsautoscale.Outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The 240 cases of ecs-autoscale.json: what the original called, or what is recommended where it called something because of
 * a defect.
 */
class EcsAutoscaleVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where we answer otherwise, and why; argued in RATIONALE.md. All of it is about calls that AWS refuses. */
    private static final Map<String, String> DEVIATIONS = Map.of(
            "dev-178",
                    "the call for other bounds is refused: a decision does not know, and looks for an instance to drain",
            "dev-181", "DescribeServices is throttled: a decision starts from what was read, here from all of it",
            "dev-182", "ListContainerInstances fails: as dev-181",
            "dev-183", "DescribeAutoScalingGroups fails: as dev-181");

    private static final Map<String, String> NAMES = Map.of(
            "ecs.update_service", "ecs:UpdateService",
            "ecs.update_container_instances_state", "ecs:UpdateContainerInstancesState",
            "autoscaling.set_desired_capacity", "autoscaling:SetDesiredCapacity",
            "autoscaling.update_auto_scaling_group", "autoscaling:UpdateAutoScalingGroup",
            "autoscaling.terminate_instance_in_auto_scaling_group", "autoscaling:TerminateInstanceInAutoScalingGroup");

    @ParameterizedTest
    @MethodSource("vectors")
    void asksForWhatIsExpected(JsonNode vector) throws UnusableException {
        Snapshot snapshot = snapshot(vector);

        Outcome outcome = EcsAutoscaleRun.of(snapshot.definitions(), snapshot.inventory(), snapshot.readings());

        JsonNode expected = vector.get(vector.get("quirk").booleanValue() ? "recommended_calls" : "expected_calls");
        List<String> calls = snapshot.testRun() ? List.of() : calls(outcome);
        assertThat(calls).isEqualTo(calls(expected));
    }

    @ParameterizedTest
    @MethodSource("vectorsOfNoQuirk")
    void tellsWhichClustersFailed(JsonNode vector) throws UnusableException {
        Snapshot snapshot = snapshot(vector);

        Outcome outcome = EcsAutoscaleRun.of(snapshot.definitions(), snapshot.inventory(), snapshot.readings());

        assertThat(outcome.failures())
                .extracting(Failure::scope)
                .isEqualTo(vector.get("expected_errors").findValuesAsText("cluster"));
    }

    @Test
    void coversEveryVector() {
        assertThat(all()).hasSize(240);
    }

    private static Stream<Named<JsonNode>> vectors() {
        return all().filter(vector -> !DEVIATIONS.containsKey(vector.get("id").textValue()))
                .map(vector -> Named.of(title(vector), vector));
    }

    private static Stream<Named<JsonNode>> vectorsOfNoQuirk() {
        return vectors().filter(vector -> !vector.getPayload().get("quirk").booleanValue());
    }

    private static Stream<JsonNode> all() {
        try (var json = EcsAutoscaleVectorsTest.class.getResourceAsStream("ecs-autoscale.json")) {
            JsonNode vectors = JSON.readTree(Objects.requireNonNull(json));
            return StreamSupport.stream(vectors.spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String title(JsonNode vector) {
        return "%s %s: %s %s"
                .formatted(
                        vector.get("id").textValue(),
                        vector.get("family").textValue(),
                        vector.get("description").textValue(),
                        vector.get("quirks"));
    }

    private static Snapshot snapshot(JsonNode vector) throws UnusableException {
        return SnapshotReader.read(item(vector), "none", EcsAutoscaleVectorsTest::json);
    }

    private static Optional<Item> json(String text) {
        try {
            return Optional.of(item(JSON.readTree(text)));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static Item item(JsonNode json) {
        return Item.of(new Place("ecs-autoscale.json", 1, 1), JSON.convertValue(json, Object.class));
    }

    private static List<String> calls(Outcome outcome) {
        return outcome.actions().stream()
                .map(action -> action.name() + " " + JSON.valueToTree(action.params()))
                .toList();
    }

    private static List<String> calls(JsonNode calls) {
        return StreamSupport.stream(calls.spliterator(), false)
                .map(call -> NAMES.get(call.get("api").textValue()) + " " + call.get("args"))
                .toList();
    }
}
