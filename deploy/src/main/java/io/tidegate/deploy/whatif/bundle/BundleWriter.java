package io.tidegate.deploy.whatif.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.serde.WireFormat;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes one bundle, front to back: records of each kind, schemas, manifest. The same content gives the same bytes. */
final class BundleWriter implements AutoCloseable {
    // The first that zip files know; when a bundle was written is no part of it.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    // Avro would draw one.
    private static final byte[] SYNC = "tidegate-bundle\n".getBytes(UTF_8);

    private final ZipOutputStream zip;
    private final TreeSet<Integer> schemaIds = new TreeSet<>();

    BundleWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    /** Takes records. */
    interface Records {
        /** Gives each record of one kind, in the order in which it is to be read. */
        void to(Consumer<ConsumerRecord<byte[], byte[]>> taker);
    }

    void write(Kind kind, Records records) throws IOException {
        begin(BundleFile.entry(kind));
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(BundledRecord.SCHEMA))) {
            writer.create(BundledRecord.SCHEMA, new Open(zip), SYNC);
            records.to(found -> append(writer, found));
        }
        zip.closeEntry();
    }

    private void append(DataFileWriter<GenericRecord> writer, ConsumerRecord<byte[], byte[]> found) {
        try {
            writer.append(BundledRecord.toAvro(found));
            schemaIds.add(WireFormat.schemaId(found.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids of all schemas that records so far were written with. */
    List<Integer> schemaIds() {
        return List.copyOf(schemaIds);
    }

    /** Closes with what readers need to know. */
    void finish(SchemaRegistry schemas, Manifest manifest) throws IOException {
        for (int id : schemaIds) {
            begin(BundleFile.schemaEntry(id));
            zip.write(schemas.byId(id).toString().getBytes(UTF_8));
            zip.closeEntry();
        }
        begin(BundleFile.MANIFEST);
        zip.write(ManifestJson.bytes(manifest));
        zip.closeEntry();
        zip.finish();
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Leaves the file open when an entry ends. */
    private static final class Open extends FilterOutputStream {
        private Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
