package io.tidegate.schemas.serde;

import io.tidegate.schemas.serde.UnreadableRecordException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The Confluent wire format: a zero byte, four bytes of schema id (big-endian), the Avro payload.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">its
 *     definition</a>
 */
public final class WireFormat {
    /** Bytes before the payload. */
    public static final int HEADER_BYTES = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /**
     * The payload without its header: what "byte-identical" compares, for a schema's id differs between registries.
     *
     * @throws UnreadableRecordException when there is no header
     */
    public static byte[] payload(byte[] value) {
        int _ = schemaId(value);
        return Arrays.copyOfRange(value, HEADER_BYTES, value.length);
    }

    /**
     * The id of the schema that the payload was written with.
     *
     * @throws UnreadableRecordException when there is no header
     */
    public static int schemaId(byte[] value) {
        if (value.length == 0) {
            throw new UnreadableRecordException(Reason.EMPTY, "value must not be empty, had 0 bytes");
        }
        if (value[0] != MAGIC) {
            throw new UnreadableRecordException(
                    Reason.BAD_MAGIC, "first byte must be 0, was 0x%02x".formatted(Byte.toUnsignedInt(value[0])));
        }
        if (value.length < HEADER_BYTES) {
            throw new UnreadableRecordException(
                    Reason.TRUNCATED, "value must have at least 5 bytes, had " + value.length);
        }
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }
}
