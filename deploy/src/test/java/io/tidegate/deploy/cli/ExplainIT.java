package io.tidegate.deploy.cli;

import static io.tidegate.deploy.view.SomeFacts.DOMAIN;
import static io.tidegate.deploy.view.SomeFacts.NOON;
import static io.tidegate.deploy.view.SomeFacts.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.view.SomeFacts;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class ExplainIT {
    private final Path home;

    ExplainIT(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void explainsTheDecisionInForceAtATime(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "explain.", home)) {
            decide(desk, SomeFacts.scaledOut(NOON, 1, 8, "first"));
            decide(desk, SomeFacts.scaledOut(NOON.plusSeconds(60), 2, 10, "second"));
            settle(desk, SomeFacts.applied("first", NOON.plusSeconds(1)));

            var now = desk.run("explain", TARGET);
            var earlier = desk.run("explain", TARGET, "--at", "2026-11-22T12:00:30Z", "--json");

            assertThat(now.out())
                    .contains("measured   cpu = 90.5", "rule       cpu-60 asked for 12", "limited by max: 12 -> 10")
                    .contains("command    second: pending");
            assertThat(earlier.json().at("/decision/desired").asInt()).isEqualTo(8);
            assertThat(earlier.json().at("/outcome/status").asText()).isEqualTo("APPLIED");
            // Its journal holds nothing.
            assertThat(earlier.json().at("/whyNot/0/code").asText()).isEqualTo("NO_POLICY");
        }
    }

    @Test
    void saysThatATargetHasNoDecisionAndThatATextIsNoTarget(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "explain-none.", home)) {
            var none = desk.run("explain", "ecs/demo/other");
            var noTarget = desk.run("explain", "web");

            assertThat(none.exit()).isEqualTo(1);
            assertThat(none.err())
                    .startsWith(
                            "tidegate: ecs/demo/other must have a decision, was none; no policy in force drives it");
            assertThat(noTarget.exit()).isEqualTo(1);
            assertThat(noTarget.err()).contains("ecs/<cluster>/<service>");
        }
    }

    @Test
    void tellsWhatStandsInTheWayOfATargetThatDidNothing(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "explain-why-not.", home)) {
            desk.run("policy", "apply", Plant.policyFile(home).toString());

            var idle = desk.run("explain", TARGET);
            var json = desk.run("explain", TARGET, "--json").json();

            assertThat(idle.exit()).isZero();
            assertThat(idle.out())
                    .startsWith("ecs/demo/web has no decision\n")
                    .contains("why not    NO_TICK: ", "why not    NOT_OBSERVED: ");
            assertThat(json.at("/whyNot/0/code").asText()).isEqualTo("NO_TICK");
            assertThat(json.has("decision")).isFalse();
        }
    }

    @Test
    void tellsTheStateOfEveryTargetInOneLineEach(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "status.", home)) {
            desk.write(
                    desk.topics().capacityObservations(),
                    CapacityObservation.class,
                    TARGET,
                    SomeFacts.observed(NOON, 10, 7));
            decide(desk, SomeFacts.scaledOut(NOON, 1, 10, "first"));
            settle(desk, SomeFacts.applied("first", NOON.plusSeconds(1)));

            var status = desk.run("status");
            var json = desk.run("status", "--json").json();

            assertThat(status.out()).contains("ecs/demo/web", "7/10 running", "SCALE_OUT", "cpu is 90.5, above 60");
            assertThat(json.at("/targets/0/desired").asInt()).isEqualTo(10);
            assertThat(json.at("/commands/applied").asInt()).isEqualTo(1);
        }
    }

    private static void decide(Desk desk, Decision decision) throws Exception {
        desk.write(desk.topics().decisions(), Decision.class, DOMAIN, decision);
    }

    private static void settle(Desk desk, CommandOutcome outcome) throws Exception {
        desk.write(desk.topics().commandOutcomes(), CommandOutcome.class, DOMAIN, outcome);
    }
}
