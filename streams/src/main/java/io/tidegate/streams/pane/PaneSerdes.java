package io.tidegate.streams.pane;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Sketches and counters as bytes of records; null is null. */
public final class PaneSerdes {
    private PaneSerdes() {}

    public static @Nullable ByteBuffer bytes(@Nullable Sketch sketch) {
        return sketch == null ? null : ByteBuffer.wrap(sketch.toBytes());
    }

    public static @Nullable ByteBuffer bytes(@Nullable Counter counter) {
        return counter == null ? null : ByteBuffer.wrap(counter.toBytes());
    }

    /**
     * The sketch in a record.
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    public static @Nullable Sketch sketch(@Nullable ByteBuffer bytes) {
        return bytes == null ? null : Sketch.fromBytes(read(bytes));
    }

    /**
     * The counter in a record.
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    public static @Nullable Counter counter(@Nullable ByteBuffer bytes) {
        return bytes == null ? null : Counter.fromBytes(read(bytes));
    }

    private static byte[] read(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
