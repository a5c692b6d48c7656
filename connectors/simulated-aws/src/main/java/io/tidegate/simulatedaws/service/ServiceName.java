package io.tidegate.simulatedaws.service;

import java.util.Comparator;

/** Names an ECS service; its text is {@code ecs/<cluster>/<service>}. */
public record ServiceName(String cluster, String service) implements Comparable<ServiceName> {
    private static final Comparator<ServiceName> ORDER =
            Comparator.comparing(ServiceName::cluster).thenComparing(ServiceName::service);

    /**
     * Reads {@code ecs/<cluster>/<service>}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static ServiceName parse(String target) {
        var parts = target.split("/", -1);
        if (parts.length != 3 || !parts[0].equals("ecs") || parts[1].isBlank() || parts[2].isBlank()) {
            throw new IllegalArgumentException("service must be ecs/<cluster>/<service>, was " + target);
        }
        return new ServiceName(parts[1], parts[2]);
    }

    /** {@code ecs/<cluster>/<service>}. */
    public String target() {
        return "ecs/" + cluster + "/" + service;
    }

    /** How Application Auto Scaling names it: {@code service/<cluster>/<service>}. */
    public String resourceId() {
        return "service/" + cluster + "/" + service;
    }

    @Override
    public int compareTo(ServiceName other) {
        return ORDER.compare(this, other);
    }
}
