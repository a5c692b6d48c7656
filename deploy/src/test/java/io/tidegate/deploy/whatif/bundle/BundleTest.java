package io.tidegate.deploy.whatif.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.deploy.whatif.DecidedHistory;
import io.tidegate.deploy.whatif.History;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.Progress;
import io.tidegate.deploy.whatif.ReplayVerification;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.SeededJournal;
import io.tidegate.deploy.whatif.StateReplay;
import io.tidegate.deploy.whatif.past.Happened;
import io.tidegate.deploy.whatif.past.JournalPast;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.streams.journal.Input;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    private static final String TARGET = "ecs/north/web";
    private static final String DOMAIN = "cluster/north";
    private static final Instant SNAPSHOT = SeededJournal.START.plusSeconds(300);
    private static final Instant FROM = SeededJournal.START.plusSeconds(400);
    private static final Instant TO = SeededJournal.START.plusSeconds(700);

    private final InProcessRegistry registry = InProcessRegistry.inMemory();
    private final DecidedHistory history = DecidedHistory.of(SeededJournal.of(5, registry), registry, SNAPSHOT);
    private final Path file;

    BundleTest(@TempDir Path folder) {
        this.file = folder.resolve("incident.zip");
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void givesBackEveryRecordAsItWasAndInItsOrder() throws Exception {
        write(request(Optional.empty(), Optional.empty()));

        try (var bundle = BundleHistory.open(file)) {
            assertThat(read(bundle, Slice.ALL))
                    .isEqualTo(read(history, Slice.ALL))
                    .hasSizeGreaterThan(1_000);
            assertThat(bundle.manifest().counts().values()).allMatch(count -> count > 0);
            assertThat(bundle.start()).isEmpty();
        }
    }

    @Test
    void holdsOfATargetWhatIsNeededFromTheSnapshotBeforeToTheEnd() throws Exception {
        var manifest = write(request(Optional.of(FROM), Optional.of(TO), TARGET));

        try (var bundle = BundleHistory.open(file)) {
            var found = records(bundle, Slice.ALL);

            assertThat(bundle.manifest()).isEqualTo(manifest);
            assertThat(manifest.domains()).containsOnlyKeys(DOMAIN);
            assertThat(manifest.from()).contains(FROM);
            assertThat(of(found, Kind.JOURNAL))
                    .allSatisfy(one -> assertThat(one.appendedAt()).isBetween(SNAPSHOT, TO));
            assertThat(of(found, Kind.SNAPSHOTS)).hasSize(3);
            assertThat(of(found, Kind.DECISIONS)).isNotEmpty().allSatisfy(one -> {
                assertThat(((Decision) one.value()).getDomain()).isEqualTo(DOMAIN);
                assertThat(one.appendedAt()).isAfterOrEqualTo(SNAPSHOT).isBeforeOrEqualTo(TO);
            });
            assertThat(of(found, Kind.POLICIES)).hasSize(2);
        }
    }

    @Test
    void isReplayedAsTheTopicsAre() throws Exception {
        write(request(Optional.of(FROM), Optional.of(TO), TARGET));
        var wanted = request(Optional.of(FROM), Optional.of(TO), TARGET);

        try (var bundle = BundleHistory.open(file)) {
            var result = verify(bundle, new Request(bundle.start(), Optional.empty(), new TreeSet<>()));
            var asked = verify(bundle, wanted);

            assertThat(result.isIdentical()).isTrue();
            assertThat(result.seeds()).isEqualTo(1);
            assertThat(result.decisions().incomparable()).isEmpty();
            assertThat(result.decisions().identical()).isPositive();
            assertThat(result.commands().identical()).isPositive();
            assertThat(asked).isEqualTo(verify(history, wanted));
        }
    }

    @Test
    void givesTheStateThatTheTopicsGive() throws Exception {
        write(request(Optional.of(FROM), Optional.of(TO), TARGET));
        var at = Optional.of(SeededJournal.START.plusSeconds(500));

        try (var bundle = BundleHistory.open(file)) {
            var found = new StateReplay(bundle, Progress.SILENT).of(Target.parse(TARGET), at);

            assertThat(found)
                    .isPresent()
                    .isEqualTo(new StateReplay(history, Progress.SILENT).of(Target.parse(TARGET), at));
        }
    }

    @Test
    void givesTheStateOfOneTargetOutOfABundleOfAll() throws Exception {
        write(request(Optional.empty(), Optional.empty()));
        var jobs = Target.parse("ecs/south/jobs");

        try (var bundle = BundleHistory.open(file)) {
            assertThat(new StateReplay(bundle, Progress.SILENT).of(jobs, Optional.empty()))
                    .isPresent()
                    .isEqualTo(new StateReplay(history, Progress.SILENT).of(jobs, Optional.empty()));
        }
    }

    @Test
    void tellsASimulationThePoliciesThatWereInForceBefore() throws Exception {
        write(request(Optional.of(FROM), Optional.of(TO), TARGET));
        var first = new ArrayList<Happened>();

        try (var bundle = BundleHistory.open(file)) {
            new JournalPast(bundle, Slice.of(List.of(DOMAIN)), Optional.empty(), Optional.empty())
                    .read(happened -> first.add(happened) && first.size() < 2);
        }

        assertThat(first)
                .extracting(Happened::input)
                .allSatisfy(input -> assertThat(input).isInstanceOf(Input.PolicyChanged.class));
        assertThat(first)
                .extracting(happened -> ((Input.PolicyChanged) happened.input()).targets())
                .containsExactly(List.of("ecs/north/api"), List.of(TARGET));
    }

    @Test
    void startsTheJournalAtAnOffsetAndEndsItWhereNoMoreIsWanted() throws Exception {
        write(request(Optional.empty(), Optional.empty()));
        var slice = new Slice(new TreeSet<>(), new TreeMap<>(Map.of(0, 500L, 1, 700L)), Optional.empty());
        var found = new ArrayList<Recorded>();

        try (var bundle = BundleHistory.open(file)) {
            bundle.read(EnumSet.of(Kind.JOURNAL), slice, one -> {
                found.add(one);
                return one.partition() == 1 || one.offset() < 600;
            });
        }

        assertThat(found.stream().filter(one -> one.partition() == 0).map(Recorded::offset))
                .startsWith(500L)
                .endsWith(600L)
                .hasSize(101);
        assertThat(found.stream().filter(one -> one.partition() == 1).map(Recorded::offset))
                .startsWith(700L);
    }

    @Test
    void isTheSameBytesTwiceAndFromABundleOfIt() throws Exception {
        write(request(Optional.of(FROM), Optional.of(TO), TARGET));
        var again = new ByteArrayOutputStream();
        var copy = new ByteArrayOutputStream();

        export(history, request(Optional.of(FROM), Optional.of(TO), TARGET), again);
        try (var bundle = BundleHistory.open(file)) {
            export(bundle, request(Optional.of(FROM), Optional.of(TO), TARGET), copy);
        }

        assertThat(again.toByteArray()).isEqualTo(Files.readAllBytes(file)).isEqualTo(copy.toByteArray());
    }

    @Test
    void refusesASpanWithoutRecords() {
        var before = SeededJournal.START.minusSeconds(60);

        assertThatThrownBy(() -> write(request(Optional.empty(), Optional.of(before), "ecs/nowhere/web")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "the journal must have a record in that span, had none: its beginning to " + before);
    }

    private Manifest write(Request request) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            return new BundleExport(history, request).write(out, "tidegate test", ServiceConfig.tzdataVersion());
        }
    }

    private static void export(History from, Request request, ByteArrayOutputStream out) throws IOException {
        new BundleExport(from, request).write(out, "tidegate test", ServiceConfig.tzdataVersion());
    }

    private static Request request(Optional<Instant> from, Optional<Instant> to, String... targets) {
        return new Request(from, to, new TreeSet<>(Arrays.asList(targets)));
    }

    private static ReplayVerification.Result verify(History from, Request request) {
        return new ReplayVerification(from, ServiceConfig.tzdataVersion(), Progress.SILENT).run(request);
    }

    private static List<Recorded> of(List<Recorded> found, Kind kind) {
        return found.stream().filter(one -> one.kind() == kind).toList();
    }

    private static List<Recorded> records(History from, Slice slice) {
        var found = new ArrayList<Recorded>();
        from.read(Set.of(Kind.values()), slice, found::add);
        return found;
    }

    private static List<String> read(History from, Slice slice) {
        return records(from, slice).stream().map(BundleTest::whole).toList();
    }

    private static String whole(Recorded one) {
        var record = one.from();
        return "%s %d/%d at %d %s %s %s %s"
                .formatted(
                        one.kind(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        Arrays.stream(record.headers().toArray())
                                .map(header ->
                                        header.key() + "=" + HexFormat.of().formatHex(header.value()))
                                .toList(),
                        HexFormat.of().formatHex(record.key()),
                        HexFormat.of().formatHex(record.value()),
                        one.value());
    }
}
