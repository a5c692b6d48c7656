package io.tidegate.deploy.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.Undisturbed.Manner;
import io.tidegate.schemas.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One journal, decided in different manners: the same bytes. */
@ExtendWith(SharedKafka.class)
class DeterminismIT {
    private static final long SEED = 1;

    private final InProcessRegistry registry = InProcessRegistry.inMemory();
    private final RecordedJournal journal = SeededJournal.of(SEED, registry);

    private final Path folder;

    DeterminismIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void decidesTheSameBytesWhateverItsBatchesCommitsAndRestarts(EmbeddedKafka kafka) {
        var usual = decider(kafka, "usual");
        var small = decider(kafka, "small");
        var restarted = decider(kafka, "restarted");

        feed(kafka, usual, 0, 1);
        usual.work(Manner.USUAL, journal, 1);
        feed(kafka, small, 0, 1);
        small.work(new Manner(1, Duration.ofMillis(10)), journal, 1);
        // The stores live in memory: each start restores them from their changelogs.
        feed(kafka, restarted, 0, 0.4);
        restarted.work(Manner.USUAL, journal, 0.3);
        feed(kafka, restarted, 0.4, 1);
        restarted.work(new Manner(7, Duration.ofMillis(10)), journal, 0.6);
        restarted.work(Manner.USUAL, journal, 1);

        var expected = usual.made();
        assertThat(expected.decisions())
                .hasSize(3)
                .allSatisfy((_, made) -> assertThat(made).hasSizeGreaterThan(20));
        assertThat(expected.commands())
                .hasSize(3)
                .allSatisfy((_, made) -> assertThat(made).hasSizeGreaterThan(10));
        assertThat(small.made()).isEqualTo(expected);
        assertThat(restarted.made()).isEqualTo(expected);
    }

    @Test
    void replaysTheSecondHalfFromASnapshotToTheSameBytes(EmbeddedKafka kafka) {
        var decider = decider(kafka, "snapshots");
        feed(kafka, decider, 0, 1);
        decider.work(Manner.USUAL, journal, 1);
        var verification = new ReplayVerification(
                new TopicHistory(access(kafka), decider.topics(), registry),
                ServiceConfig.tzdataVersion(),
                Progress.SILENT);

        var whole = verification.run(Request.ALL);
        var half = verification.run(Request.from(SeededJournal.START.plus(SeededJournal.LENGTH.dividedBy(2))));

        assertThat(whole.isIdentical()).as("%s", whole).isTrue();
        assertThat(half.isIdentical()).as("%s", half).isTrue();
        assertThat(half.seeds()).isEqualTo(2);
        assertThat(half.decisions().identical())
                .isGreaterThan(20)
                .isLessThan(whole.decisions().identical());
    }

    @Test
    void replaysAPartOfTheTimeAndSomeOfTheTargets(EmbeddedKafka kafka) {
        var decider = decider(kafka, "part");
        feed(kafka, decider, 0, 1);
        decider.work(Manner.USUAL, journal, 1);
        var verification = new ReplayVerification(
                new TopicHistory(access(kafka), decider.topics(), registry),
                ServiceConfig.tzdataVersion(),
                Progress.SILENT);
        var from = SeededJournal.START.plus(SeededJournal.LENGTH.dividedBy(3));
        var to = SeededJournal.START.plus(SeededJournal.LENGTH.dividedBy(2));

        var whole = verification.run(Request.ALL);
        var half = verification.run(new Request(Optional.empty(), Optional.of(to), new TreeSet<>()));
        var one = verification.run(
                new Request(Optional.of(from), Optional.of(to), new TreeSet<>(Set.of("ecs/north/web"))));

        assertThat(half.isIdentical()).as("%s", half).isTrue();
        assertThat(half.decisions().identical())
                .isGreaterThan(10)
                .isLessThan(whole.decisions().identical());
        assertThat(half.journalRecords()).isLessThan(whole.journalRecords());
        assertThat(one.isIdentical()).as("%s", one).isTrue();
        assertThat(one.seeds()).isEqualTo(1);
        assertThat(one.decisions().identical())
                .isGreaterThan(5)
                .isLessThan(half.decisions().identical());
    }

    private Undisturbed decider(EmbeddedKafka kafka, String name) {
        return new Undisturbed(
                access(kafka), "determinism." + name + ".", registry, folder.resolve(name), SeededJournal.PARTITIONS);
    }

    private void feed(EmbeddedKafka kafka, Undisturbed decider, double from, double to) {
        journal.append(access(kafka), decider.topics(), from, to);
    }

    private static KafkaAccess access(EmbeddedKafka kafka) {
        return KafkaAccess.plain(kafka.bootstrap());
    }
}
