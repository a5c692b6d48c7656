package io.tidegate.streams.cluster;

import java.util.Comparator;

/**
 * A fixed port of an instance, which one task at a time can have. Dynamic host ports are none.
 *
 * @param number 1 to 65535
 * @param udp whether it is of UDP, else of TCP
 */
public record HostPort(int number, boolean udp) implements Comparable<HostPort> {
    private static final Comparator<HostPort> ORDER =
            Comparator.comparingInt(HostPort::number).thenComparing(HostPort::udp);

    public HostPort {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("number must be 1 to 65535, was " + number);
        }
    }

    /** A port of TCP. */
    public static HostPort tcp(int number) {
        return new HostPort(number, false);
    }

    @Override
    public int compareTo(HostPort other) {
        return ORDER.compare(this, other);
    }
}
