package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.SeededJournal;
import io.tidegate.deploy.whatif.TopicHistory;
import io.tidegate.deploy.whatif.Undisturbed;
import io.tidegate.deploy.whatif.Undisturbed.Manner;
import io.tidegate.schemas.Decision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedKafka.class)
class StateIT {
    private static final String TARGET = "ecs/north/web";

    @Test
    void tellsTheStateThatTheServiceHadAtATime(EmbeddedKafka kafka, @TempDir Path folder) throws Exception {
        try (var desk = Desk.of(kafka, "state.unused.", folder)) {
            var access = desk.installation().kafka();
            var decider = new Undisturbed(
                    access, "state.", desk.schemas(), folder.resolve("state"), SeededJournal.PARTITIONS);
            var journal = SeededJournal.of(4, desk.schemas());
            journal.append(access, decider.topics(), 0, 1);
            decider.work(Manner.USUAL, journal, 1);
            var made = decisions(new TopicHistory(access, decider.topics(), desk.schemas()));
            var end = SeededJournal.START.plus(SeededJournal.LENGTH).minusSeconds(1);
            var middle = SeededJournal.START.plus(SeededJournal.LENGTH.dividedBy(2));
            var where = List.of("--topic-prefix", decider.topics().prefix());

            var now = run(folder, desk, where, "state", TARGET, "--json");
            var then = run(folder, desk, where, "state", TARGET, "--at", middle.toString(), "--json");
            var told = run(folder, desk, where, "state", TARGET);
            var why = run(folder, desk, where, "explain", TARGET, "--at", middle.toString(), "--json");
            var late = run(
                    folder,
                    desk,
                    where,
                    "explain",
                    TARGET,
                    "--at",
                    end.plusSeconds(300).toString());
            var before = run(folder, desk, where, "state", TARGET, "--at", "2026-05-04T11:00:00Z");

            assertThat(now.json().path("clock").asText()).isEqualTo(end.toString());
            assertThat(now.json().at("/state/decisionSequence").asLong()).isEqualTo(lastOf(made, Instant.MAX));
            assertThat(then.json().path("clock").asText()).isEqualTo(middle.toString());
            assertThat(then.json().at("/state/decisionSequence").asLong())
                    .isEqualTo(lastOf(made, middle))
                    .isLessThan(lastOf(made, Instant.MAX));
            assertThat(then.json().path("fromSnapshot").asBoolean()).isTrue();
            assertThat(then.json().path("journalRecords").asLong()).isPositive();
            assertThat(told.out())
                    .startsWith(TARGET + " at " + end + "\n")
                    .contains("  policy: ecs-north-web, revision 1\n", "  service:\n", "  series: 1\n");
            assertThat(why.json().at("/decision/sequence").asLong()).isEqualTo(lastOf(made, middle));
            assertThat(why.json().path("whyNot").findValuesAsText("code"))
                    .doesNotContain("NO_TICK", "NO_POLICY", "OBSERVATION_STALE");
            assertThat(late.out()).contains("why not    NO_TICK: ", "its last tick was 5 min");
            assertThat(before.exit()).isEqualTo(1);
            assertThat(before.err())
                    .isEqualTo("tidegate: %s must be driven by a policy at 2026-05-04T11:00:00Z, was not\n"
                            .formatted(TARGET));
        }
    }

    private static CommandRun run(Path home, Desk desk, List<String> where, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(where);
        all.addAll(List.of(
                "--bootstrap", desk.installation().kafka().bootstrap(),
                "--registry", desk.installation().registryUrl().orElseThrow()));
        return CommandRun.in(home).run(all.toArray(String[]::new));
    }

    private static List<Decision> decisions(TopicHistory history) {
        var made = new ArrayList<Decision>();
        history.each(Kind.DECISIONS, Slice.of(List.of("cluster/north")), found -> {
            if (found.value() instanceof Decision decision
                    && decision.getTarget().equals(TARGET)) {
                made.add(decision);
            }
        });
        return made;
    }

    private static long lastOf(List<Decision> made, Instant until) {
        return made.stream()
                .filter(decision -> !decision.getAt().isAfter(until))
                .mapToLong(Decision::getSequence)
                .max()
                .orElseThrow();
    }
}
