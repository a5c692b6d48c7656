package io.tidegate.deploy.whatif.bundle;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A record of a topic, to and from what stands in a bundle: everything of it but the topic's name, byte for byte. */
final class BundledRecord {
    static final Schema SCHEMA = schema();

    private static final Schema HEADER = SCHEMA.getField("headers").schema().getElementType();

    private BundledRecord() {}

    static GenericRecord toAvro(ConsumerRecord<byte[], byte[]> found) {
        var headers = new ArrayList<GenericRecord>();
        found.headers().forEach(header -> headers.add(toAvro(header)));
        var record = new GenericData.Record(SCHEMA);
        record.put("partition", found.partition());
        record.put("offset", found.offset());
        record.put("arrivedAt", found.timestamp());
        record.put("headers", headers);
        record.put("key", wrapped(found.key()));
        record.put("value", ByteBuffer.wrap(found.value()));
        return record;
    }

    static ConsumerRecord<byte[], byte[]> fromAvro(String topic, GenericRecord record) {
        var headers = new ArrayList<Header>();
        for (var header : (List<?>) record.get("headers")) {
            headers.add(header((GenericRecord) header));
        }
        var key = bytes(record.get("key"));
        var value = requireNonNull(bytes(record.get("value")));
        return new ConsumerRecord<>(
                topic,
                (int) record.get("partition"),
                (long) record.get("offset"),
                (long) record.get("arrivedAt"),
                TimestampType.LOG_APPEND_TIME,
                key == null ? ConsumerRecord.NULL_SIZE : key.length,
                value.length,
                key,
                value,
                new RecordHeaders(headers),
                Optional.empty());
    }

    private static GenericRecord toAvro(Header header) {
        var record = new GenericData.Record(HEADER);
        record.put("key", new Utf8(header.key()));
        record.put("value", wrapped(header.value()));
        return record;
    }

    private static Header header(GenericRecord record) {
        return new RecordHeader(record.get("key").toString(), bytes(record.get("value")));
    }

    private static @Nullable ByteBuffer wrapped(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        var buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static Schema schema() {
        try (var text = requireNonNull(BundledRecord.class.getResourceAsStream("BundledRecord.avsc"))) {
            return new Schema.Parser().parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource cannot fail to be read", e);
        }
    }
}
