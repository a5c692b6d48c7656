package io.tidegate.streams.capacity;

import static io.tidegate.streams.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.streams.Policies;
import io.tidegate.streams.capacity.Combination.Answered;
import io.tidegate.streams.decision.Output.RuleAnswer;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.Result;
import io.tidegate.streams.policy.Adjustment;
import io.tidegate.streams.policy.Behaviour;
import io.tidegate.streams.policy.Behaviour.Combine;
import io.tidegate.streams.policy.Behaviour.Confirm;
import io.tidegate.streams.policy.Behaviour.Deployments;
import io.tidegate.streams.policy.Behaviour.Limit;
import io.tidegate.streams.policy.Behaviour.MaxChange;
import io.tidegate.streams.policy.Behaviour.Pace;
import io.tidegate.streams.policy.Behaviour.Quorum;
import io.tidegate.streams.policy.Behaviour.Select;
import io.tidegate.streams.policy.Behaviour.Stabilization;
import io.tidegate.streams.policy.Behaviour.Unit;
import io.tidegate.streams.policy.Bounds;
import io.tidegate.streams.policy.Rule;
import io.tidegate.streams.policy.Rule.Base;
import io.tidegate.streams.policy.Rule.Measure;
import io.tidegate.streams.policy.Rule.Tolerance;
import io.tidegate.streams.policy.StepScaling;
import io.tidegate.streams.policy.StepScaling.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of aws-scaling.json that speak of capacity: what AWS and Kubernetes would decide, we decide. */
class AwsVectorsTest {
    private static final Expression VALUE = Policies.parsed("value");

    /** Of reservations of a cluster (ReservationTest), of AWS itself (simulated AWS), and of lifecycle hooks. */
    private static final Set<String> OF_OTHERS = Set.of(
            "cpr",
            "cprDesired",
            "cprStep",
            "cprScaleIn",
            "asgSetDesired",
            "asgUpdate",
            "registerUpdate",
            "hookGlobal",
            "hookDeadline");

    @ParameterizedTest
    @MethodSource("vectors")
    void decidesAsTheVectorSays(JsonNode vector) {
        var in = vector.get("in");
        var expect = vector.get("expect");

        switch (vector.get("kind").textValue()) {
            case "adjust" -> assertThat(adjusted(in)).isEqualTo(desired(expect));
            case "percentRound" ->
                assertThat(Adjustment.Percent.rounded(in.get("delta").doubleValue()))
                        .isEqualTo(expect.get("rounded").longValue());
            case "stepSelect" -> selects(in, expect.get("stepIndex").intValue());
            case "step" -> assertThat(stepped(in)).isEqualTo(desired(expect));
            case "clamp" -> assertThat(clamped(in)).isEqualTo(desired(expect));
            case "scheduled" ->
                assertThat(bounds(in).clamp(in.get("current").intValue())).isEqualTo(desired(expect));
            case "ttProportional" -> assertThat(tracked(in, 0)).isEqualTo(desired(expect));
            case "ttRound" ->
                assertThat(rounded(in)).isEqualTo(expect.get("delta").intValue());
            case "ttDecision" ->
                assertThat(decision(in)).isEqualTo(expect.get("action").textValue());
            case "ttCombine" ->
                assertThat(combined(in)).isEqualTo(expect.get("action").textValue());
            case "combine" -> assertThat(largest(in)).isEqualTo(desired(expect));
            case "hpa" ->
                assertThat(tracked(in, in.get("tolerance").doubleValue())).isEqualTo(desired(expect));
            case "hpaPolicyUp" -> assertThat(pacedUp(in)).isEqualTo(desired(expect));
            case "hpaPolicyDown" -> assertThat(pacedDown(in)).isEqualTo(desired(expect));
            case "hpaStabilize" -> assertThat(stabilized(in)).isEqualTo(desired(expect));
            default -> throw new IllegalStateException("nobody decides " + vector);
        }
    }

    @Test
    void coversEveryVectorThatSpeaksOfCapacity() {
        assertThat(all()).hasSize(90);
        assertThat(vectors()).hasSize(67);
    }

    private static int adjusted(JsonNode in) {
        return adjustment(in.get("type").textValue(), in.get("adjustment").doubleValue(), in)
                .applyTo(in.get("current").intValue());
    }

    private static Adjustment adjustment(String type, double value, JsonNode in) {
        int least = in.path("minAdjustmentMagnitude").asInt(1);
        return switch (type) {
            case "ChangeInCapacity" -> new Adjustment.Count((int) value);
            case "PercentChangeInCapacity" -> new Adjustment.Percent(value, Math.max(1, least));
            case "ExactCapacity" -> new Adjustment.Exact((int) value);
            default -> throw new IllegalStateException(type);
        };
    }

    private static void selects(JsonNode in, int index) {
        var steps = steps(in, "ChangeInCapacity");
        double threshold = in.get("threshold").doubleValue();
        if (in.has("metric")) {
            double metric = in.get("metric").doubleValue();
            assertThat(StepScaling.stepFor(steps, threshold, metric)).contains(steps.get(index));
        } else {
            assertThat(in.get("metricRange").textValue()).isEqualTo(">=50 and <60");
            assertThat(StepScaling.stepFor(steps, threshold, 49.999)).isEmpty();
            assertThat(StepScaling.stepFor(steps, threshold, 50)).contains(steps.get(index));
            assertThat(StepScaling.stepFor(steps, threshold, 59.999)).contains(steps.get(index));
            assertThat(StepScaling.stepFor(steps, threshold, 60)).isEmpty();
        }
    }

    private static List<Step> steps(JsonNode in, String type) {
        return stream(in.get("steps"))
                .map(step -> new Step(
                        number(step.get("lower")),
                        number(step.get("upper")),
                        adjustment(type, step.get("adj").doubleValue(), in)))
                .toList();
    }

    private static int stepped(JsonNode in) {
        String type = in.get("adjustmentType").textValue();
        double threshold = in.get("threshold").doubleValue();
        var rule = new StepScaling("step", VALUE, threshold, steps(in, type), Base.DESIRED, Optional.empty());
        int desired = in.get("desiredCapacity").intValue();
        int young = desired - in.get("currentCapacity").intValue();
        return bounds(in).clamp(asked(rule, in, Footing.of(desired, young, desired, 0)));
    }

    private static int clamped(JsonNode in) {
        var change = new Adjustment.Count(in.get("delta").intValue());
        return bounds(in).clamp(change.applyTo(in.get("current").intValue()));
    }

    private static Bounds bounds(JsonNode in) {
        return new Bounds(in.path("min").asInt(0), in.path("max").asInt(Bounds.LIMIT));
    }

    private static int tracked(JsonNode in, double tolerance) {
        var rule = tracking(in.get("target").doubleValue(), new Tolerance(tolerance, tolerance));
        int current = in.get("current").intValue();
        return asked(rule, in, Footing.of(current, 0, current, 0));
    }

    private static int asked(Rule rule, JsonNode in, Footing footing) {
        var read = new Result.Number(in.get("metric").doubleValue());
        return Rules.ask(rule, read, footing).desired().orElseThrow();
    }

    private static int rounded(JsonNode in) {
        return Rules.whole(10 + in.get("rawDelta").doubleValue()) - 10;
    }

    // As many one-minute points as the vector says, to a policy with the alarms that AWS makes: low in 15 of 15.
    private static String decision(JsonNode in) {
        var rule = new Rule.TargetTracking(
                "track",
                Policies.parsed("load"),
                in.get("target").doubleValue(),
                Measure.PER_RUNNING,
                new Tolerance(0, 0.1),
                Optional.empty(),
                false);
        var minute = Duration.ofMinutes(1);
        var alarms = new Confirm(Optional.of(new Quorum(3, 3, minute)), Optional.of(new Quorum(15, 15, minute)));
        var scenario = Scenario.of(policy().between(1, 99)
                .metric("load", false)
                .rule(rule)
                .cooldown(0, 0)
                .behaving(cooldown -> confirming(cooldown, alarms)));
        int points = in.has("minutesBelow")
                ? in.get("minutesBelow").intValue()
                : in.get("datapointsBelow").intValue();
        for (int point = 0; point < points && scenario.commands().isEmpty(); point++) {
            scenario.after(60)
                    .service(20, 20)
                    .complete("load", in.get("metric").doubleValue())
                    .tick();
        }
        return scenario.commands().stream()
                .findFirst()
                .map(command -> command.change() < 0 ? "in" : "out")
                .orElse("none");
    }

    private static Behaviour confirming(Behaviour.Cooldown cooldown, Confirm confirm) {
        var unlimited = new Limit(List.of(), Select.MAX);
        return new Behaviour(
                cooldown,
                Combine.LARGEST,
                new Stabilization(Duration.ZERO, Duration.ZERO),
                confirm,
                new MaxChange(unlimited, unlimited),
                Deployments.HOLD_SCALE_IN);
    }

    private static String combined(JsonNode in) {
        int current = 4;
        var rules = Stream.of(0, 1)
                .map(i -> {
                    boolean out = in.get("wantsOut").get(i).booleanValue();
                    boolean less = in.get("wantsIn").get(i).booleanValue();
                    return answered(tracking(50, new Tolerance(0, 0.1)), out ? 6 : less ? 3 : current);
                })
                .toList();
        int wanted = Combination.of(rules, current, Combine.LARGEST).raw();
        return wanted > current ? "out" : wanted < current ? "in" : "none";
    }

    private static int largest(JsonNode in) {
        var rule = new Rule.Threshold("t", VALUE, OptionalDouble.of(0), OptionalDouble.empty(), 1);
        var rules = stream(in.get("proposals"))
                .map(proposal -> answered(rule, proposal.intValue()))
                .toList();
        return Combination.of(rules, in.get("current").intValue(), Combine.LARGEST)
                .raw();
    }

    private static Answered answered(Rule rule, int desired) {
        return new Answered(rule, new RuleAnswer(rule.name(), OptionalDouble.of(1), OptionalInt.of(desired), ""));
    }

    private static int pacedUp(JsonNode in) {
        int current = in.get("current").intValue();
        int most = Pacing.most(limit(in), current, History.NONE, Instant.EPOCH);
        return Math.min(in.get("want").intValue(), most);
    }

    private static int pacedDown(JsonNode in) {
        int current = in.get("current").intValue();
        int least = Pacing.least(limit(in), current, History.NONE, Instant.EPOCH);
        return Math.max(in.get("want").intValue(), least);
    }

    private static Limit limit(JsonNode in) {
        var select = Select.valueOf(in.get("select").textValue().toUpperCase(Locale.ROOT));
        return select == Select.DISABLED
                ? new Limit(List.of(), select)
                : new Limit(stream(in.get("policies")).map(AwsVectorsTest::pace).toList(), select);
    }

    private static Pace pace(JsonNode policy) {
        return new Pace(
                policy.get("type").textValue().equals("Pods") ? Unit.COUNT : Unit.PERCENT,
                policy.get("value").intValue(),
                Duration.ofSeconds(policy.get("periodSeconds").longValue()));
    }

    private static int stabilized(JsonNode in) {
        assertThat(in.get("direction").textValue()).isEqualTo("down");
        var window = Duration.ofSeconds(in.get("windowSeconds").longValue());
        var recommendations = Recommendations.NONE;
        for (var at : in.get("recommendations")) {
            var now = Instant.EPOCH.plusSeconds(at.get(0).longValue());
            recommendations = recommendations.most(at.get(1).intValue(), now, window);
        }
        return Math.min(recommendations.extremeOr(0), in.get("current").intValue());
    }

    private static Rule tracking(double target, Tolerance tolerance) {
        return new Rule.TargetTracking("track", VALUE, target, Measure.PER_RUNNING, tolerance, Optional.empty(), false);
    }

    private static int desired(JsonNode expect) {
        return expect.get("desired").intValue();
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNull() ? OptionalDouble.empty() : OptionalDouble.of(node.doubleValue());
    }

    private static Stream<Named<JsonNode>> vectors() {
        return all().filter(vector -> !OF_OTHERS.contains(vector.get("kind").textValue()))
                .map(vector -> Named.of(vector.get("id").textValue(), vector));
    }

    private static Stream<JsonNode> all() {
        try (var file = AwsVectorsTest.class.getResourceAsStream("aws-scaling.json")) {
            return stream(
                    new ObjectMapper().readTree(Objects.requireNonNull(file)).get("vectors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
