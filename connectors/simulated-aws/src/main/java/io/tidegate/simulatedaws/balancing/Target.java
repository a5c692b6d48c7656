package io.tidegate.simulatedaws.balancing;

import java.util.Comparator;

/**
 * Where a load balancer sends requests to.
 *
 * @param id of an EC2 instance, or an IP address
 */
record Target(String id, int port) implements Comparable<Target> {
    private static final Comparator<Target> ORDER =
            Comparator.comparing(Target::id).thenComparingInt(Target::port);

    @Override
    public int compareTo(Target other) {
        return ORDER.compare(this, other);
    }
}
