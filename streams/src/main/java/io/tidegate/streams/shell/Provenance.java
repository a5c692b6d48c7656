package io.tidegate.streams.shell;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where a record came from, as headers: for tracing and latencies, outside every decision and every comparison. */
public final class Provenance {
    /** Broker append time of the earliest sample in a partial pane, ms since the epoch, 8 bytes big-endian. */
    public static final String SAMPLE_APPENDED_AT = "tidegate.sample-appended-at";

    /** {@code topic/partition/offset} that a journal entry was made of. */
    public static final String ORIGIN = "tidegate.origin";

    /** Offset of the journal entry that a decision was made at, 8 bytes big-endian. */
    public static final String JOURNAL_OFFSET = "tidegate.journal-offset";

    /** Broker append time of that journal entry, ms since the epoch, 8 bytes big-endian. */
    public static final String ENTRY_APPENDED_AT = "tidegate.entry-appended-at";

    private Provenance() {}

    public static Headers none() {
        return new RecordHeaders();
    }

    /** Headers of a partial pane. */
    public static Headers ofPane(long sampleAppendedAt) {
        return none().add(SAMPLE_APPENDED_AT, bytes(sampleAppendedAt));
    }

    /** Headers of a record that entered the journal as it was. */
    public static Headers ofRecord(RecordMetadata from) {
        String origin = from.topic() + "/" + from.partition() + "/" + from.offset();
        return none().add(ORIGIN, origin.getBytes(StandardCharsets.UTF_8));
    }

    /** Headers of a decision or command made at a journal entry. */
    public static Headers ofDecision(Headers entry, long entryAppendedAt, long journalOffset) {
        var headers = none().add(JOURNAL_OFFSET, bytes(journalOffset)).add(ENTRY_APPENDED_AT, bytes(entryAppendedAt));
        sampleAppendedAt(entry).ifPresent(at -> headers.add(SAMPLE_APPENDED_AT, bytes(at)));
        return headers;
    }

    /** Append time of the sample that led to a record; empty when a tick did. */
    public static OptionalLong sampleAppendedAt(Headers headers) {
        return number(headers, SAMPLE_APPENDED_AT);
    }

    /** Append time of the journal entry that a decision or command was made at. */
    public static OptionalLong entryAppendedAt(Headers headers) {
        return number(headers, ENTRY_APPENDED_AT);
    }

    /** Journal offset of a decision or command. */
    public static OptionalLong journalOffset(Headers headers) {
        return number(headers, JOURNAL_OFFSET);
    }

    private static OptionalLong number(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(header.value()).getLong());
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
