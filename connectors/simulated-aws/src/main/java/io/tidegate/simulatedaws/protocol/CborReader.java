package io.tidegate.simulatedaws.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CBOR (RFC 8949) into trees: definite and indefinite lengths, all widths of integers and floats, tag 1 as a time. Integers
 * become {@link Long}, floats {@link Double}.
 */
final class CborReader {
    private static final int BREAK = 0xff;
    private static final int INDEFINITE = 31;
    private static final int MAP = 5;
    private static final int MAX_DEPTH = 64;

    private final ByteBuffer in;
    private int depth;

    private CborReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    /**
     * The map in the bytes; an empty body is an empty map.
     *
     * @throws ApiError when the bytes are not one CBOR map
     */
    static Map<String, Object> object(byte[] bytes) {
        if (bytes.length == 0) {
            return Map.of();
        }
        var reader = new CborReader(bytes);
        try {
            var initial = reader.in.get() & 0xff;
            if (initial >> 5 != MAP) {
                throw Malformed.body("CBOR", "is not a map");
            }
            var result = reader.map(initial & 0x1f);
            if (reader.in.hasRemaining()) {
                throw Malformed.body("CBOR", "goes on after its end");
            }
            return result;
        } catch (BufferUnderflowException cut) {
            throw Malformed.body("CBOR", "ends too early");
        }
    }

    private @Nullable Object value() {
        if (++depth > MAX_DEPTH) {
            throw Malformed.body("CBOR", "nests deeper than " + MAX_DEPTH);
        }
        var initial = in.get() & 0xff;
        var info = initial & 0x1f;
        var result = switch (initial >> 5) {
            case 0 -> (Object) argument(info);
            case 1 -> -1 - argument(info);
            case 2 -> string(info, 2);
            case 3 -> new String(string(info, 3), StandardCharsets.UTF_8);
            case 4 -> list(info);
            case 5 -> map(info);
            case 6 -> tagged(argument(info));
            default -> simple(info);
        };
        depth--;
        return result;
    }

    private Map<String, Object> map(int info) {
        var result = new LinkedHashMap<String, Object>();
        var items = items(info);
        while (items.next()) {
            if (!(value() instanceof String key)) {
                throw Malformed.body("CBOR", "has a key that is no text");
            }
            var value = value();
            if (value != null) {
                result.put(key, value);
            }
        }
        return result;
    }

    private List<Object> list(int info) {
        var result = new ArrayList<>();
        var items = items(info);
        while (items.next()) {
            var value = value();
            if (value == null) {
                throw Malformed.body("CBOR", "has null in a list");
            }
            result.add(value);
        }
        return result;
    }

    private byte[] string(int info, int major) {
        if (info != INDEFINITE) {
            return take(argument(info));
        }
        var whole = new ByteArrayOutputStream();
        while (!atBreak()) {
            var chunk = in.get() & 0xff;
            if (chunk >> 5 != major) {
                throw Malformed.body("CBOR", "has a string chunk of another type");
            }
            whole.writeBytes(take(argument(chunk & 0x1f)));
        }
        return whole.toByteArray();
    }

    private byte[] take(long length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private @Nullable Object tagged(long tag) {
        var content = value();
        if (tag != 1 || content == null) { // Only epoch times have a meaning in this protocol.
            return content;
        }
        return switch (content) {
            case Long seconds -> Instant.ofEpochSecond(seconds);
            case Double seconds -> Instant.ofEpochMilli(Math.round(seconds * 1000));
            default -> throw Malformed.body("CBOR", "has a time that is no number");
        };
    }

    private @Nullable Object simple(int info) {
        return switch (info) {
            case 20 -> false;
            case 21 -> true;
            case 22, 23 -> null;
            case 25 -> (double) Float.float16ToFloat(in.getShort());
            case 26 -> (double) in.getFloat();
            case 27 -> in.getDouble();
            default -> throw Malformed.body("CBOR", "has the unknown simple value " + info);
        };
    }

    private long argument(int info) {
        return switch (info) {
            case 24 -> in.get() & 0xffL;
            case 25 -> in.getShort() & 0xffffL;
            case 26 -> in.getInt() & 0xffffffffL;
            case 27 -> in.getLong();
            default -> {
                if (info > 27) {
                    throw Malformed.body("CBOR", "has the reserved length " + info);
                }
                yield info;
            }
        };
    }

    private Items items(int info) {
        return info == INDEFINITE ? new Items(-1) : new Items(argument(info));
    }

    private boolean atBreak() {
        in.mark();
        if ((in.get() & 0xff) == BREAK) {
            return true;
        }
        in.reset();
        return false;
    }

    /** Counts down a definite length, or looks for the break of an indefinite one. */
    private final class Items {
        private long left;

        Items(long left) {
            this.left = left;
        }

        boolean next() {
            return left < 0 ? !atBreak() : left-- > 0;
        }
    }
}
