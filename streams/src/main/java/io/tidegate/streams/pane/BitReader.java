package io.tidegate.streams.pane;

/** Reads what a {@link BitWriter} wrote. */
final class BitReader {
    private final byte[] bytes;
    private int bits;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The next bits as a number.
     *
     * @throws IllegalArgumentException when fewer are left
     */
    long get(int width) {
        if (bits + width > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("bytes must not end early, were %d".formatted(bytes.length));
        }
        long value = 0;
        for (int i = 0; i < width; i++, bits++) {
            value = (value << 1) | ((bytes[bits / Byte.SIZE] >> (7 - bits % Byte.SIZE)) & 1);
        }
        return value;
    }

    long small(int order) {
        int zeros = 0;
        while (get(1) == 0) {
            zeros++;
        }
        if (zeros >= Long.SIZE) {
            throw new IllegalArgumentException("a number must have at most 64 bits, had %d".formatted(zeros + 1));
        }
        long head = (1L << zeros) | get(zeros);
        return ((head - 1) << order) | get(order);
    }

    long signed(int order) {
        long coded = small(order);
        return (coded >>> 1) ^ -(coded & 1);
    }

    /** How many items a list has, each of at least one bit: a broken number must not claim memory. */
    int size(int most) {
        long size = small(6);
        if (size < 0 || size > most) {
            throw new IllegalArgumentException("bytes must hold at most %d items, were %d".formatted(most, size));
        }
        return (int) size;
    }
}
