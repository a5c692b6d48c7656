package io.tidegate.deploy.whatif.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.DecidedHistory;
import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.ServedJournal;
import io.tidegate.deploy.whatif.bundle.BundleExport;
import io.tidegate.deploy.whatif.bundle.BundleHistory;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.streams.journal.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalPartsTest {
    private static final Slice OF_DOMAIN = Slice.of(List.of(ServedJournal.DOMAIN));
    private static final Instant SNAPSHOT = ServedJournal.START.plus(Duration.ofMinutes(15));
    private static final Instant FROM = ServedJournal.START.plus(Duration.ofMinutes(65));
    private static final Instant TO = ServedJournal.START.plus(Duration.ofMinutes(80));

    private final InProcessRegistry registry = InProcessRegistry.inMemory();
    private final DecidedHistory history =
            DecidedHistory.of(ServedJournal.of(Duration.ofMinutes(90), registry), registry, SNAPSHOT);

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void givesOfAPartWhatTheJournalGives() {
        var whole = new JournalPast(history, OF_DOMAIN, Optional.of(FROM), Optional.of(TO));

        var part = JournalParts.of(history, OF_DOMAIN).between(FROM, TO);

        assertThat(read(part)).isEqualTo(read(whole)).hasSizeGreaterThan(15 * 60 / 5 * 2);
        assertThat(read(part).getFirst().input()).isInstanceOf(Input.PolicyChanged.class);
        assertThat(read(part).getFirst().at()).isEqualTo(FROM.toEpochMilli());
    }

    @Test
    void givesTheSameOfABundleThatBeginsWithASnapshot(@TempDir Path folder) throws Exception {
        var file = folder.resolve("incident.zip");
        try (var out = Files.newOutputStream(file)) {
            var request = new Request(Optional.of(SNAPSHOT.plusSeconds(60)), Optional.empty(), new TreeSet<>());
            new BundleExport(history, request).write(out, "tidegate test", ServiceConfig.tzdataVersion());
        }

        try (var bundle = BundleHistory.open(file)) {
            var whole = new JournalPast(bundle, OF_DOMAIN, Optional.of(FROM), Optional.of(TO));
            var part = JournalParts.of(bundle, OF_DOMAIN).between(FROM, TO);

            assertThat(read(part)).isEqualTo(read(whole)).hasSizeGreaterThan(15 * 60 / 5 * 2);
            assertThat(read(part).getFirst().input()).isInstanceOf(Input.PolicyChanged.class);
        }
    }

    @Test
    void readsOfAPartLittleMoreThanThePart() {
        var counted = new Counted(history);
        var parts = JournalParts.of(counted, OF_DOMAIN);
        long all = counted.records;

        read(parts.between(FROM, TO));

        // From the ten minutes before on that it begins in.
        assertThat(counted.records - all).isBetween(all * 15 / 90, all * 26 / 90);
    }

    private static List<Happened> read(Past past) {
        var found = new ArrayList<Happened>();
        past.each(found::add);
        return found;
    }

    /** Counts what it hands out. */
    private static final class Counted implements History {
        private final History history;
        private long records;

        Counted(History history) {
            this.history = history;
        }

        @Override
        public String name() {
            return history.name();
        }

        @Override
        public SchemaRegistry schemas() {
            return history.schemas();
        }

        @Override
        public void read(Set<Kind> kinds, Slice slice, Sink sink) {
            history.read(kinds, slice, found -> {
                records++;
                return sink.take(found);
            });
        }
    }
}
