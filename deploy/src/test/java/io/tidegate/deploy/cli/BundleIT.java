package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.whatif.SeededJournal;
import io.tidegate.deploy.whatif.Undisturbed;
import io.tidegate.deploy.whatif.Undisturbed.Manner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Out of topics with a broker, and into everything that reads the past without one. */
@ExtendWith(SharedKafka.class)
class BundleIT {
    private static final String TARGET = "ecs/north/web";

    private final Path folder;

    BundleIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void carriesAnIncidentToWhereThereIsNoKafka(EmbeddedKafka kafka) throws Exception {
        try (var desk = Desk.of(kafka, "bundle.unused.", folder)) {
            var access = desk.installation().kafka();
            var decider = new Undisturbed(
                    access, "bundle.", desk.schemas(), folder.resolve("state"), SeededJournal.PARTITIONS);
            var journal = SeededJournal.of(8, desk.schemas());
            journal.append(access, decider.topics(), 0, 1);
            decider.work(Manner.USUAL, journal, 1);
            var file = folder.resolve("incident.zip").toString();
            var end =
                    SeededJournal.START.plus(SeededJournal.LENGTH.dividedBy(2)).toString();
            var from = List.of(
                    "--bootstrap", access.bootstrap(),
                    "--registry", desk.installation().registryUrl().orElseThrow(),
                    "--topic-prefix", decider.topics().prefix());

            var written = run(from, "bundle", "export", "--to", end, "--target", TARGET, "-o", file, "--json");
            var again = run(from, "bundle", "export", "--to", end, "--target", TARGET, "-o", file);
            var forced = run(from, "bundle", "export", "--to", end, "--target", TARGET, "-o", file, "--force");
            var shown = run(List.of(), "bundle", "show", file);
            var replayed = run(List.of(), "replay", "--verify", "--bundle", file, "--json");
            var there = run(from, "state", TARGET, "--at", end, "--json");
            var here = run(List.of(), "state", TARGET, "--at", end, "--json", "--bundle", file);

            assertThat(written.exit()).as(written.err()).isZero();
            assertThat(written.json().at("/domains").has("cluster/north")).isTrue();
            assertThat(written.json().at("/counts/decisions").asInt()).isPositive();
            assertThat(again.exit()).isEqualTo(1);
            assertThat(again.err())
                    .isEqualTo("tidegate: %s must not exist yet, did; --force replaces it\n".formatted(file));
            assertThat(forced.exit()).as(forced.err()).isZero();
            assertThat(shown.out()).contains("targets: " + TARGET, "redacted: no", "to " + end);
            assertThat(replayed.exit()).as(replayed.out() + replayed.err()).isZero();
            assertThat(replayed.json().at("/decisions/identical").asInt())
                    .isEqualTo(written.json().at("/counts/decisions").asInt());
            assertThat(replayed.json().at("/commands/identical").asInt())
                    .isEqualTo(written.json().at("/counts/commands").asInt())
                    .isPositive();
            assertThat(here.json().path("state")).isEqualTo(there.json().path("state"));
            try (var left = Files.list(folder)) {
                assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
            }
        }
    }

    private CommandRun run(List<String> where, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(where);
        return CommandRun.in(folder).run(all.toArray(String[]::new));
    }
}
