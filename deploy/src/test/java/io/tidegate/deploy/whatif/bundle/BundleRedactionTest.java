package io.tidegate.deploy.whatif.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.DecidedHistory;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.Progress;
import io.tidegate.deploy.whatif.ReplayVerification;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.SeededJournal;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.registry.InProcessRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleRedactionTest {
    private static final Instant SNAPSHOT = SeededJournal.START.plusSeconds(300);
    private static final byte[] KEY = "a key".getBytes(UTF_8);

    private final InProcessRegistry registry = InProcessRegistry.inMemory();
    private final DecidedHistory history = DecidedHistory.of(SeededJournal.of(10, registry), registry, SNAPSHOT);
    private final Path folder;
    private final Path raw;

    BundleRedactionTest(@TempDir Path folder) {
        this.folder = folder;
        this.raw = folder.resolve("raw.zip");
    }

    @BeforeEach
    void writeRaw() throws IOException {
        write(history);
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void holdsNoNameAnywhere() throws Exception {
        var names = List.of("north", "south", "web", "jobs", "ecs-north-web", "demand", "metric: ", "test");

        redact("redacted.zip", KEY);

        for (var entry : unpacked("redacted.zip")) {
            if (!entry.startsWith("{\"format\"")) {
                assertThat(names).noneMatch(entry::contains);
            }
        }
        assertThat(unpacked("redacted.zip").getLast())
                .startsWith("{\"format\"")
                .doesNotContain("north", "south", "web", "jobs");
        assertThat(unpacked("raw.zip")).anyMatch(entry -> entry.contains("ecs-north-web"));
    }

    @Test
    void isReplayedAsTheOriginalIs() throws Exception {
        var manifest = redact("redacted.zip", KEY);

        try (var redacted = BundleHistory.open(folder.resolve("redacted.zip"));
                var original = BundleHistory.open(raw)) {
            var result = verify(redacted);
            var before = verify(original);

            assertThat(manifest.redaction())
                    .hasValueSatisfying(
                            redaction -> assertThat(redaction.incomparable()).isEmpty());
            assertThat(result.decisions().identical())
                    .isEqualTo(before.decisions().identical())
                    .isPositive();
            assertThat(result.commands().identical())
                    .isEqualTo(before.commands().identical())
                    .isPositive();
            assertThat(result.isIdentical()).isTrue();
        }
    }

    @Test
    void keepsNumbersTimesAndTheSentencesThatTheRedactedRecordsLeadTo() throws Exception {
        redact("redacted.zip", KEY);

        var before = decisions(raw);
        var after = decisions(folder.resolve("redacted.zip"));

        assertThat(after).hasSameSizeAs(before);
        assertThat(after)
                .extracting(Decision::getDesired)
                .isEqualTo(before.stream().map(Decision::getDesired).toList());
        assertThat(after)
                .extracting(Decision::getAt)
                .isEqualTo(before.stream().map(Decision::getAt).toList());
        assertThat(after).noneMatch(decision -> decision.getExplanation().equals("redacted"));
    }

    @Test
    void givesTheSameNamesForTheSameKeyAndOthersForAnother() throws Exception {
        redact("one.zip", KEY);
        redact("again.zip", KEY);
        redact("other.zip", "another key".getBytes(UTF_8));

        assertThat(Files.readAllBytes(folder.resolve("one.zip")))
                .isEqualTo(Files.readAllBytes(folder.resolve("again.zip")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("other.zip")));
    }

    // A decision that the journal does not lead to is what a bug report is about: it stays a difference.
    @Test
    void doesNotHideADifferenceThatWasThereBefore() throws Exception {
        var lost = history.records().stream()
                .filter(found ->
                        found.kind() == Kind.DECISIONS && found.appendedAt().isAfter(SNAPSHOT.plusSeconds(100)))
                .findFirst()
                .orElseThrow();
        write(history.without(lost::equals));

        var manifest = redact("redacted.zip", KEY);

        try (var redacted = BundleHistory.open(folder.resolve("redacted.zip"))) {
            assertThat(manifest.redaction().orElseThrow().incomparable()).isEmpty();
            assertThat(verify(redacted).decisions().different()).isEqualTo(1);
        }
    }

    private void write(DecidedHistory from) throws IOException {
        var request = new Request(Optional.of(SNAPSHOT.plusSeconds(60)), Optional.empty(), new TreeSet<>());
        try (var out = Files.newOutputStream(raw)) {
            new BundleExport(from, request).write(out, "tidegate 1", ServiceConfig.tzdataVersion());
        }
    }

    private Manifest redact(String name, byte[] key) throws IOException {
        try (var bundle = BundleHistory.open(raw);
                var out = Files.newOutputStream(folder.resolve(name))) {
            return new BundleRedaction(bundle, key, ServiceConfig.tzdataVersion())
                    .write(out, folder.resolve("scratch.zip"));
        }
    }

    private static ReplayVerification.Result verify(BundleHistory bundle) {
        return new ReplayVerification(bundle, ServiceConfig.tzdataVersion(), Progress.SILENT)
                .run(new Request(bundle.start(), Optional.empty(), new TreeSet<>()));
    }

    private static List<Decision> decisions(Path file) {
        var found = new ArrayList<Decision>();
        try (var bundle = BundleHistory.open(file)) {
            bundle.each(Kind.DECISIONS, Slice.ALL, one -> found.add((Decision) one.value()));
        }
        return found;
    }

    // Schemas are ours, and say what they are about.
    private List<String> unpacked(String name) throws IOException {
        var entries = new ArrayList<String>();
        try (var zip = new ZipFile(folder.resolve(name).toFile())) {
            for (var entry : zip.stream().toList()) {
                if (!entry.getName().startsWith("schemas/")) {
                    entries.add(new String(zip.getInputStream(entry).readAllBytes(), UTF_8).toLowerCase(Locale.ROOT));
                }
            }
        }
        return entries;
    }
}
