package io.tidegate.deploy.whatif.bundle;

import static java.util.Objects.requireNonNull;

import io.tidegate.deploy.whatif.Decoder;
import io.tidegate.deploy.whatif.History.Kind;
import io.tidegate.deploy.whatif.History.Recorded;
import io.tidegate.deploy.whatif.History.Sink;
import io.tidegate.deploy.whatif.History.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The records of one kind in a bundle, as far as they are read: one of them is in memory at a time. */
final class Lane implements AutoCloseable {
    private final Kind kind;
    private final Wanted wanted;
    private final Decoder decoder;
    private final DataFileStream<GenericRecord> records;
    private final Set<Integer> ended = new HashSet<>();
    private @Nullable Recorded next;

    /**
     * Which records are meant.
     *
     * @param partitions of the journal that hold the slice's domains
     */
    record Wanted(Slice slice, Set<Integer> partitions) {
        private boolean isOf(Kind kind, ConsumerRecord<byte[], byte[]> found) {
            return switch (kind) {
                case JOURNAL ->
                    partitions.contains(found.partition())
                            && found.offset() >= slice.offsets().getOrDefault(found.partition(), 0L);
                case POLICIES -> true;
                case DECISIONS, COMMANDS, OUTCOMES, SNAPSHOTS ->
                    slice.since()
                            .map(since -> found.timestamp() >= since.toEpochMilli())
                            .orElse(true);
            };
        }
    }

    Lane(Kind kind, InputStream container, Wanted wanted, Decoder decoder) throws IOException {
        this.kind = kind;
        this.wanted = wanted;
        this.decoder = decoder;
        this.records = new DataFileStream<>(container, new GenericDatumReader<>(null, BundledRecord.SCHEMA));
    }

    Kind kind() {
        return kind;
    }

    /** Of the record that comes next. */
    Instant arrival() {
        return requireNonNull(next).appendedAt();
    }

    /** Gives it. */
    void give(Sink sink) {
        var found = requireNonNull(next);
        if (!sink.take(found)) {
            ended.add(found.partition());
        }
    }

    /** Looks for the next one; whether there is any. */
    boolean advance() {
        next = null;
        while (next == null && records.hasNext()) {
            var found = BundledRecord.fromAvro(ManifestJson.name(kind), records.next());
            if (!ended.contains(found.partition())
                    && wanted.isOf(kind, found)
                    && !decoder.isLeftOut(kind, found.value(), wanted.slice())) {
                var value = decoder.decode(kind, found.value());
                next = Decoder.isOf(value, wanted.slice()) ? new Recorded(kind, found, value) : null;
            }
        }
        return next != null;
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
