package io.tidegate.deploy.whatif.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.whatif.History.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** A bundle that was opened, and found whole: its entries are those of the format, and as they were written. */
final class BundleFile implements AutoCloseable {
    static final String MANIFEST = "manifest.json";

    private static final Pattern SCHEMA_ENTRY = Pattern.compile("schemas/(\\d{1,9})\\.avsc");

    // Far above what there is: manifests and schemas are held in memory.
    private static final int MOST_BYTES = 16 << 20;

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;
    private final SortedMap<Integer, Schema> schemas;

    private BundleFile(Path path, ZipFile zip) throws IOException {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest();
        this.schemas = new TreeMap<>();
        for (var entry : List.copyOf(zip.stream().toList())) {
            check(entry);
        }
        for (var kind : manifest.counts().keySet()) {
            var _ = entryOf(kind);
        }
        for (int id : manifest.schemas()) {
            if (!schemas.containsKey(id)) {
                throw wrong(schemaEntry(id), "must be there, was missing");
            }
        }
    }

    /**
     * Opens one; every entry is read once, for a replay of damaged records would blame the deciders.
     *
     * @throws IllegalArgumentException when it is not whole, or no bundle that is known here, naming file and entry
     */
    static BundleFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("bundle must be a file, was none: " + path);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s: a bundle must be a whole zip file, was none or is cut off (%s)"
                            .formatted(path, e.getMessage()),
                    e);
        }
        try {
            return new BundleFile(path, zip);
        } catch (IOException | RuntimeException e) {
            closeQuietly(zip, e);
            throw e instanceof RuntimeException known
                    ? known
                    : new IllegalArgumentException(
                            "%s: must be readable, was not: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static void closeQuietly(ZipFile zip, Exception cause) {
        try {
            zip.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    static String entry(Kind kind) {
        return ManifestJson.name(kind) + ".avro";
    }

    static String schemaEntry(int id) {
        return "schemas/%d.avsc".formatted(id);
    }

    Path path() {
        return path;
    }

    Manifest content() {
        return manifest;
    }

    /** By id. */
    SortedMap<Integer, Schema> schemas() {
        return schemas;
    }

    /** The records of a kind, as an Avro container; the caller closes it. */
    InputStream open(Kind kind) throws IOException {
        return zip.getInputStream(entryOf(kind));
    }

    private ZipEntry entryOf(Kind kind) {
        var entry = zip.getEntry(entry(kind));
        if (entry == null) {
            throw wrong(entry(kind), "must be there, was missing");
        }
        return entry;
    }

    private Manifest manifest() throws IOException {
        var entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw wrong(MANIFEST, "must be there, was missing: it is no bundle");
        }
        byte[] text = small(entry);
        try {
            return ManifestJson.read(text);
        } catch (IllegalArgumentException e) {
            throw wrong(MANIFEST, String.valueOf(e.getMessage()));
        }
    }

    private void check(ZipEntry entry) throws IOException {
        var schema = SCHEMA_ENTRY.matcher(entry.getName());
        if (schema.matches()) {
            schemas.put(Integer.parseInt(schema.group(1)), schema(entry));
        } else if (isOfRecords(entry)) {
            read(entry, OutputStream.nullOutputStream());
        } else if (!entry.getName().equals(MANIFEST)) {
            throw wrong(
                    entry.getName(),
                    "entries must be %s, schemas or one of the kinds %s, was another"
                            .formatted(MANIFEST, List.of(Kind.values())));
        }
    }

    private static boolean isOfRecords(ZipEntry entry) {
        return List.of(Kind.values()).stream().anyMatch(kind -> entry(kind).equals(entry.getName()));
    }

    private Schema schema(ZipEntry entry) throws IOException {
        var text = new String(small(entry), UTF_8);
        try {
            return new Schema.Parser().parse(text);
        } catch (SchemaParseException e) {
            throw wrong(entry.getName(), "must be an Avro schema, was none: " + e.getMessage());
        }
    }

    private byte[] small(ZipEntry entry) throws IOException {
        if (entry.getSize() > MOST_BYTES) {
            throw wrong(entry.getName(), "must have at most %d bytes, had %d".formatted(MOST_BYTES, entry.getSize()));
        }
        var out = new ByteArrayOutputStream();
        read(entry, out);
        return out.toByteArray();
    }

    // ZipFile does not look at the checksum.
    private void read(ZipEntry entry, OutputStream out) throws IOException {
        var sum = new CRC32();
        try (var in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            in.transferTo(out);
        } catch (ZipException | EOFException e) {
            throw wrong(entry.getName(), "must be as it was written, was damaged: " + e.getMessage());
        }
        if (sum.getValue() != entry.getCrc()) {
            throw wrong(
                    entry.getName(),
                    "must be as it was written, was damaged: its checksum must be %08x, was %08x"
                            .formatted(entry.getCrc(), sum.getValue()));
        }
    }

    /** For messages: where it stands and what it is. */
    IllegalArgumentException wrong(String entry, String what) {
        return new IllegalArgumentException("%s: %s: %s".formatted(path, entry, what));
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
