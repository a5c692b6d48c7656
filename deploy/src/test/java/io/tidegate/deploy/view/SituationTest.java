package io.tidegate.deploy.view;

import static io.tidegate.deploy.view.SomeFacts.NOON;
import static io.tidegate.deploy.view.SomeFacts.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.DecisionOutcome;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SituationTest {
    private static final ScalingPolicy POLICY = policy();
    private static final Optional<Instant> TICK = Optional.of(NOON.minusSeconds(1));
    private static final Optional<CapacityObservation> SEEN =
            Optional.of(SomeFacts.observed(NOON.minusSeconds(2), 2, 2));
    private static final Optional<OverrideEntry> FREE = Optional.empty();
    private static final Optional<Decision> SCALED = Optional.of(SomeFacts.scaledOut(NOON, 1, 8, "first"));

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void tellsWhatStandsInTheWay(String name, Situation situation, List<String> codes, String said) {
        var hindrances = situation.hindrances();

        assertThat(hindrances).extracting(Situation.Hindrance::code).containsExactlyElementsOf(codes);
        assertThat(hindrances)
                .extracting(Situation.Hindrance::message)
                .anySatisfy(message -> assertThat(message).contains(said));
    }

    static Stream<Arguments> situations() {
        var disabled = ScalingPolicy.newBuilder(POLICY).setEnabled(false).build();
        var broken = ScalingPolicy.newBuilder(POLICY).setMin(30).build();
        var gone = new CapacityObservation(TARGET, NOON, new TargetNotFound("MISSING"), null, null);
        var paused = SomeFacts.paused(NOON.plusSeconds(60)).getEntries().getFirst();
        var held = Decision.newBuilder(SCALED.get())
                .setOutcome(DecisionOutcome.HELD)
                .setReason("COOLDOWN")
                .build();
        return Stream.of(
                row("no policy", List.of(), SEEN, TICK, FREE, SCALED, "NO_POLICY", "no policy in force"),
                row(
                        "disabled",
                        List.of(disabled),
                        SEEN,
                        TICK,
                        FREE,
                        SCALED,
                        "POLICY_DISABLED",
                        "policy web is disabled"),
                row(
                        "broken",
                        List.of(broken),
                        SEEN,
                        TICK,
                        FREE,
                        SCALED,
                        "POLICY_INVALID",
                        "max must be at least min 30"),
                row("no tick", List.of(POLICY), SEEN, Optional.empty(), FREE, SCALED, "NO_TICK", "role streams"),
                row(
                        "old tick",
                        List.of(POLICY),
                        SEEN,
                        Optional.of(NOON.minusSeconds(90)),
                        FREE,
                        SCALED,
                        "NO_TICK",
                        "its last tick was 90 s ago"),
                row(
                        "never seen",
                        List.of(POLICY),
                        Optional.empty(),
                        TICK,
                        FREE,
                        SCALED,
                        "NOT_OBSERVED",
                        "role connectors"),
                row("not found", List.of(POLICY), Optional.of(gone), TICK, FREE, SCALED, "NOT_FOUND", "MISSING"),
                row(
                        "seen long ago",
                        List.of(POLICY),
                        Optional.of(SomeFacts.observed(NOON.minusSeconds(61), 2, 2)),
                        TICK,
                        FREE,
                        SCALED,
                        "OBSERVATION_STALE",
                        "61 s ago"),
                row(
                        "paused",
                        List.of(POLICY),
                        SEEN,
                        TICK,
                        Optional.of(paused),
                        SCALED,
                        "OVERRIDDEN",
                        "by anna: release"),
                row("held", List.of(POLICY), SEEN, TICK, FREE, Optional.of(held), "COOLDOWN", "HELD: cpu is 90.5"),
                row("new", List.of(POLICY), SEEN, TICK, FREE, Optional.empty(), "NO_DECISION", "next tick"));
    }

    private static Arguments row(
            String name,
            List<ScalingPolicy> policies,
            Optional<CapacityObservation> observation,
            Optional<Instant> tick,
            Optional<OverrideEntry> override,
            Optional<Decision> decision,
            String code,
            String said) {
        var situation = new Situation(policies, observation, tick, override, decision, NOON);
        return Arguments.of(name, situation, List.of(code), said);
    }

    private static ScalingPolicy policy() {
        var text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: web
                target: ecs/demo/web
                capacity: {min: 2, max: 20}
                metrics:
                  load:
                    samples: {name: load}
                rules:
                  - targetTracking: {metric: load, target: 60}
                """;
        var document = PolicyReader.read("web.yaml", text, _ -> Optional.empty())
                .documents()
                .getFirst();
        return PolicySerdes.toAvro(document.revision(1, NOON, "test"));
    }
}
