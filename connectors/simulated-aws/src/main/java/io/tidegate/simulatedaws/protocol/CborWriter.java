package io.tidegate.simulatedaws.protocol;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes trees as CBOR (RFC 8949): definite lengths, shortest heads, 64-bit floats. */
final class CborWriter {
    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int FALSE = 0xf4;
    private static final int TRUE = 0xf5;
    private static final int DOUBLE = 0xfb;
    private static final int EPOCH_TIME = 1; // RFC 8949 section 3.4.2

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private CborWriter() {}

    static byte[] bytes(Map<String, Object> tree) {
        var writer = new CborWriter();
        try {
            writer.write(tree);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return writer.bytes.toByteArray();
    }

    private void write(Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                head(MAP, map.size());
                for (var entry : map.entrySet()) {
                    write(entry.getKey());
                    write(entry.getValue());
                }
            }
            case List<?> list -> {
                head(ARRAY, list.size());
                for (var member : list) {
                    write(member);
                }
            }
            case String text -> string(TEXT, text.getBytes(StandardCharsets.UTF_8));
            case byte[] raw -> string(BYTES, raw);
            case Boolean truth -> out.writeByte(truth ? TRUE : FALSE);
            case Double number -> real(number);
            case Float number -> real(number);
            case Instant time -> {
                head(TAG, EPOCH_TIME);
                real(time.toEpochMilli() / 1000.0);
            }
            case Number number -> integer(number.longValue());
            default -> throw new IllegalArgumentException("no CBOR for " + value.getClass());
        }
    }

    private void string(int major, byte[] content) throws IOException {
        head(major, content.length);
        out.write(content);
    }

    private void real(double number) throws IOException {
        out.writeByte(DOUBLE);
        out.writeDouble(number);
    }

    private void integer(long number) throws IOException {
        if (number >= 0) {
            head(UNSIGNED, number);
        } else {
            head(NEGATIVE, -1 - number);
        }
    }

    private void head(int major, long argument) throws IOException {
        var type = major << 5;
        if (argument < 24) {
            out.writeByte(type | (int) argument);
        } else if (argument < 1 << 8) {
            out.writeByte(type | 24);
            out.writeByte((int) argument);
        } else if (argument < 1 << 16) {
            out.writeByte(type | 25);
            out.writeShort((int) argument);
        } else if (argument < 1L << 32) {
            out.writeByte(type | 26);
            out.writeInt((int) argument);
        } else {
            out.writeByte(type | 27);
            out.writeLong(argument);
        }
    }
}
