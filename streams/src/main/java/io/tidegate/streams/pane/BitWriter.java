package io.tidegate.streams.pane;

import java.util.Arrays;

/** Writes numbers bit by bit, the highest bit first; the last byte is filled up with zeros. */
final class BitWriter {
    private byte[] bytes = new byte[64];
    private int bits;

    /** The lowest {@code width} bits of a number. */
    BitWriter put(long value, int width) {
        if (bits + width > bytes.length * Byte.SIZE) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2 + Long.BYTES);
        }
        for (int i = width - 1; i >= 0; i--, bits++) {
            long bit = (value >>> i) & 1;
            bytes[bits / Byte.SIZE] |= (byte) (bit << (7 - bits % Byte.SIZE));
        }
        return this;
    }

    /**
     * A number from 0 on, the shorter the smaller it is: exponential Golomb coding (Teuhola 1978; H.264, section 9.1).
     *
     * @param order numbers below 2^order take order + 1 bits
     */
    BitWriter small(long value, int order) {
        long head = (value >>> order) + 1;
        int width = Long.SIZE - Long.numberOfLeadingZeros(head);
        return put(0, width - 1).put(head, width).put(value, order);
    }

    /** A number of either sign, the shorter the nearer it is to 0. */
    BitWriter signed(long value, int order) {
        return small((value << 1) ^ (value >> 63), order);
    }

    byte[] written() {
        return Arrays.copyOf(bytes, (bits + Byte.SIZE - 1) / Byte.SIZE);
    }
}
