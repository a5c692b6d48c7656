package io.tidegate.simulatedaws.instance;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** A port of an instance, which one task at a time can have. */
public record HostPort(int number, Protocol protocol) implements Comparable<HostPort> {
    /** What is spoken on a port. */
    public enum Protocol {
        TCP,
        UDP
    }

    private static final Comparator<HostPort> ORDER =
            Comparator.comparing(HostPort::protocol).thenComparing(HostPort::number);

    public HostPort {
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException("host port must be 1 to 65535, was " + number);
        }
    }

    /** A port of TCP. */
    public static HostPort tcp(int number) {
        return new HostPort(number, Protocol.TCP);
    }

    /** A port of UDP. */
    public static HostPort udp(int number) {
        return new HostPort(number, Protocol.UDP);
    }

    /** A set of ports that no longer changes. */
    static SortedSet<HostPort> set(Collection<HostPort> ports) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(ports));
    }

    /** A set of ports that no longer changes. */
    static SortedSet<HostPort> set(HostPort... ports) {
        return set(Arrays.asList(ports));
    }

    @Override
    public int compareTo(HostPort other) {
        return ORDER.compare(this, other);
    }
}
