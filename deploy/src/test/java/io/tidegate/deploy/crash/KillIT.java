package io.tidegate.deploy.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.Progress;
import io.tidegate.deploy.whatif.RecordedJournal;
import io.tidegate.deploy.whatif.ReplayVerification;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.TopicHistory;
import io.tidegate.deploy.whatif.Undisturbed;
import io.tidegate.deploy.whatif.Undisturbed.Manner;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.simulatedaws.observation.Mutation.DesiredChanged;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.replay.Replay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service as a process of its own, killed with SIGKILL between its first and its last command. {@code -Dkill.count=20}
 * for the long form, {@code -Dkill.seed=N} for other moments.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("kill.count", 3);
    private static final long SEED = Long.getLong("kill.seed", 20_261_122);

    @Test
    void carriesOutEachCommandOnceWhateverKillsIt(@TempDir Path folder) throws Exception {
        var kills = new ArrayList<Kill>();
        try (var around = Surroundings.start(SEED, folder.resolve("state"))) {
            liveThrough(around, kills);
            var records = new Records(around);
            var processed = Undisturbed.processed(around.access(), around.topics());
            var journal = RecordedJournal.read(around.access(), around.topics(), processed);

            System.out.println(Kill.table(SEED, kills));
            assertThat(kills.stream().filter(Kill::isInTransaction)).hasSizeGreaterThanOrEqualTo(KILLS / 4);
            assertThat(kills.stream().filter(Kill::isBetweenIntentAndResult)).hasSizeGreaterThanOrEqualTo(KILLS / 4);
            assertThat(records.deadLetters()).isZero();
            assertEachEndedOnce(records);
            assertEachTookEffectOnce(around, records);
            assertThat(ids(records.commands()))
                    .isEqualTo(replayed(around, journal))
                    .isEqualTo(decidedUndisturbed(around, journal, folder.resolve("undisturbed")));
            var verified = new ReplayVerification(
                            new TopicHistory(around.access(), around.topics(), around.schemas()),
                            ServiceConfig.tzdataVersion(),
                            Progress.SILENT)
                    .run(Request.ALL);
            assertThat(verified.isIdentical()).as("%s", verified).isTrue();
        } catch (Throwable failure) {
            throw new AssertionError(Kill.table(SEED, kills) + failure, failure);
        }
    }

    // Kills start with the first command, and there are commands after the last kill.
    private static void liveThrough(Surroundings around, List<Kill> kills) throws Exception {
        var random = new SplittableRandom(SEED);
        try (var killer = new Killer(around, random)) {
            try (var _ = Demand.start(around, random.split())) {
                killer.awaitWork();
                for (var aim : Killer.aims(KILLS, random)) {
                    kills.add(killer.kill(kills.size() + 1, aim));
                }
                // What is carried out first may have been ordered before the kill.
                awaitMore(new Records(around), kills.getLast().commands());
            }
            awaitQuiet(new Records(around));
            assertThat(killer.stop()).as("ends in order").isTrue();
            assertThat(new Records(around).commands())
                    .hasSizeGreaterThan(kills.getLast().commands());
        }
    }

    private static void awaitMore(Records records, int commands) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(records.commands()).hasSizeGreaterThan(commands));
    }

    private static void awaitQuiet(Records records) {
        await().atMost(Duration.ofSeconds(60))
                .during(Duration.ofSeconds(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() ->
                        assertThat(records.outcomes().keySet()).containsExactlyElementsOf(ids(records.commands())));
    }

    private static void assertEachEndedOnce(Records records) {
        var outcomes = records.outcomes();
        assertThat(outcomes.keySet()).containsExactlyElementsOf(ids(records.commands()));
        assertThat(outcomes.values()).allSatisfy(each -> assertThat(each).hasSize(1));
        assertThat(records.commands()).doesNotHaveDuplicates();
    }

    // A command that took effect twice would be one mutation too many, or one that no applied command explains.
    private static void assertEachTookEffectOnce(Surroundings around, Records records) {
        var applied = new TreeSet<String>();
        records.outcomes()
                .values()
                .forEach(each -> each.stream()
                        .filter(outcome -> outcome.getStatus() == OutcomeStatus.APPLIED)
                        .forEach(outcome -> applied.add(outcome.getCommandId())));
        for (String target : Surroundings.TARGETS) {
            var wanted = records.commands().stream()
                    .filter(command -> command.getTarget().equals(target))
                    .filter(command -> applied.contains(command.getId()))
                    .map(command -> ((SetCapacity) command.getAction()).getDesired())
                    .toList();
            var effects = around.aws().ask(cloud -> cloud.effectiveMutations()).stream()
                    .filter(mutation -> mutation.target().equals(target))
                    .map(mutation -> ((DesiredChanged) mutation).to())
                    .toList();
            assertThat(effects).as("capacities that %s was given", target).isEqualTo(wanted);
        }
    }

    private static SortedSet<String> replayed(Surroundings around, RecordedJournal journal) {
        var serde = AvroSerde.of(around.topics().journal(), JournalEntry.class, around.schemas());
        var ids = new TreeSet<String>();
        for (var lines : journal.partitions().values()) {
            var replay = new Replay(List.of());
            for (var line : lines) {
                for (var output : replay.apply(line.offset(), serde.decode(line.value()))) {
                    if (output instanceof Output.Commanded command) {
                        ids.add(command.id());
                    }
                }
            }
        }
        return ids;
    }

    private static SortedSet<String> decidedUndisturbed(Surroundings around, RecordedJournal journal, Path stateDir) {
        var undisturbed =
                new Undisturbed(around.access(), "undisturbed.", around.schemas(), stateDir, Surroundings.PARTITIONS);
        journal.append(around.access(), undisturbed.topics(), 0, 1);
        undisturbed.work(Manner.USUAL, journal, 1);
        var ids = new TreeSet<String>();
        undisturbed.made().commandIds().values().forEach(ids::addAll);
        return ids;
    }

    private static SortedSet<String> ids(List<ScaleCommand> commands) {
        var ids = new TreeSet<String>();
        commands.forEach(command -> ids.add(command.getId()));
        return ids;
    }
}
