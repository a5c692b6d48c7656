package io.tidegate.deploy.whatif.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.History.Slice;
import io.tidegate.deploy.whatif.Progress;
import io.tidegate.deploy.whatif.ReplayVerification;
import io.tidegate.deploy.whatif.ReplayVerification.Request;
import io.tidegate.deploy.whatif.bundle.Manifest.Redaction;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.shell.Provenance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A bundle under other names. What deciders say about names is kept only where they say it again from the redacted records
 * alone: so no sentence holds what is not in them. Memory holds the names, and the ids of decisions and commands.
 */
public final class BundleRedaction {
    // Numbers; others tell of topics.
    private static final Set<String> HEADERS =
            Set.of(Provenance.JOURNAL_OFFSET, Provenance.ENTRY_APPENDED_AT, Provenance.SAMPLE_APPENDED_AT);

    private final BundleHistory raw;
    private final String tzdata;
    private final Pseudonyms pseudonyms;

    /**
     * Collects the names.
     *
     * @param key the same one gives a name the same ending again
     * @param tzdata version of the time zone data here
     * @throws IllegalArgumentException when it holds what cannot be redacted
     */
    public BundleRedaction(BundleHistory raw, byte[] key, String tzdata) {
        var collected = new CollectedNames();
        var reading = new Rewriting(collected);
        for (var kind : Kind.values()) {
            raw.each(kind, Slice.ALL, found -> reading.rewrite(decoded(raw, found)));
        }
        raw.manifest().targets().forEach(target -> collected.of(Wording.NAME, target));
        raw.manifest().domains().keySet().forEach(domain -> collected.of(Wording.NAME, domain));
        this.raw = raw;
        this.tzdata = tzdata;
        this.pseudonyms = collected.pseudonyms(key);
    }

    /**
     * Writes it; {@code out} stays open.
     *
     * @param scratch a file that may be written, for a first version that is replayed
     */
    public Manifest write(OutputStream out, Path scratch) throws IOException {
        try (var first = Files.newOutputStream(scratch)) {
            write(first, _ -> true, List.of());
        }
        var before = compared(raw);
        try (var redacted = BundleHistory.open(scratch)) {
            var after = compared(redacted);
            var incomparable = new TreeSet<>(after.different());
            before.different().forEach(id -> incomparable.remove(pseudonyms.name(id)));
            return write(out, after.same()::contains, List.copyOf(incomparable));
        }
    }

    private Manifest write(OutputStream out, Predicate<String> speaks, List<String> incomparable) throws IOException {
        var writer = new BundleWriter(out);
        for (var kind : Kind.values()) {
            writer.write(kind, taker -> raw.each(kind, Slice.ALL, found -> taker.accept(redacted(found, speaks))));
        }
        var domains = new TreeMap<String, Integer>();
        var whole = raw.manifest();
        whole.domains().forEach((domain, partition) -> domains.put(pseudonyms.name(domain), partition));
        var manifest = new Manifest(
                whole.application(),
                whole.tzdata(),
                whole.from(),
                whole.to(),
                whole.targets().stream().map(pseudonyms::name).toList(),
                domains,
                whole.partitions(),
                whole.counts(),
                whole.schemas(),
                Optional.of(new Redaction(incomparable)));
        writer.finish(raw.schemas(), manifest);
        return manifest;
    }

    private ConsumerRecord<byte[], byte[]> redacted(Recorded found, Predicate<String> speaks) {
        var record = decoded(raw, found);
        boolean says = id(found.kind(), record)
                .map(id -> speaks.test(pseudonyms.name(id)))
                .orElse(true);
        new Rewriting(says ? pseudonyms : this::silently).rewrite(record);
        var from = found.from();
        byte[] key = key(found.kind(), record).getBytes(UTF_8);
        byte[] value = Rewriting.encoded(record, from.value());
        var headers = new RecordHeaders();
        for (Header header : from.headers()) {
            if (HEADERS.contains(header.key())) {
                headers.add(header);
            }
        }
        return new ConsumerRecord<>(
                from.topic(),
                from.partition(),
                from.offset(),
                from.timestamp(),
                from.timestampType(),
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    private String silently(Wording wording, String text) {
        return wording == Wording.SENTENCE ? Pseudonyms.NOTHING : pseudonyms.of(wording, text);
    }

    private static GenericRecord decoded(BundleHistory history, Recorded found) {
        return Rewriting.decoded(found.from().value(), history.schemas().byId(found.schemaId()));
    }

    // As a replay names what it compares.
    private static Optional<String> id(Kind kind, GenericRecord record) {
        return switch (kind) {
            case DECISIONS ->
                Optional.of("%s|%s|%s|decision %s"
                        .formatted(
                                record.get("domain"),
                                record.get("target"),
                                record.get("epoch"),
                                record.get("sequence")));
            case COMMANDS -> Optional.of(record.get("id").toString());
            case OUTCOMES, JOURNAL, SNAPSHOTS, POLICIES -> Optional.empty();
        };
    }

    private static String key(Kind kind, GenericRecord record) {
        return switch (kind) {
            case DECISIONS, OUTCOMES, JOURNAL, SNAPSHOTS -> record.get("domain").toString();
            case COMMANDS ->
                Target.parse(record.get("target").toString()).place().key();
            case POLICIES -> record.get("name").toString();
        };
    }

    /** Ids of decisions and commands. */
    private record Compared(Set<String> same, Set<String> different) {}

    private Compared compared(BundleHistory history) {
        var compared = new Compared(new HashSet<>(), new HashSet<>());
        new ReplayVerification(history, tzdata, Progress.SILENT)
                .run(
                        new Request(history.start(), Optional.empty(), new TreeSet<>()),
                        (id, same) -> (same ? compared.same() : compared.different()).add(id));
        return compared;
    }
}
