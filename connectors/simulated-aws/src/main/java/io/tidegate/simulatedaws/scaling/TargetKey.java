package io.tidegate.simulatedaws.scaling;

import io.tidegate.simulatedaws.service.ServiceName;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a scalable target is registered under.
 *
 * @param namespace for example {@code ecs}
 * @param resourceId for example {@code service/<cluster>/<service>}
 * @param dimension for example {@code ecs:service:DesiredCount}
 */
record TargetKey(String namespace, String resourceId, String dimension) implements Comparable<TargetKey> {
    static final String ECS = "ecs";
    static final String DESIRED_COUNT = "ecs:service:DesiredCount";

    private static final Comparator<TargetKey> ORDER = Comparator.comparing(TargetKey::namespace)
            .thenComparing(TargetKey::resourceId)
            .thenComparing(TargetKey::dimension);

    /**
     * Reads {@code ecs/<cluster>/<service>} or {@code appas/<namespace>/<resource>/<dimension>}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    static TargetKey parse(String target) {
        if (!target.startsWith("appas/")) {
            return new TargetKey(ECS, ServiceName.parse(target).resourceId(), DESIRED_COUNT);
        }
        var namespace = target.indexOf('/', "appas/".length());
        var dimension = target.lastIndexOf('/');
        if (namespace < 0 || dimension <= namespace) {
            throw new IllegalArgumentException(
                    "scalable target must be appas/<namespace>/<resource>/<dimension>, was " + target);
        }
        return new TargetKey(
                target.substring("appas/".length(), namespace),
                target.substring(namespace + 1, dimension),
                target.substring(dimension + 1));
    }

    /** The service that is meant, or empty when it is no service. */
    Optional<ServiceName> service() {
        var parts = resourceId.split("/", -1);
        var named = isOfEcs() && dimension.equals(DESIRED_COUNT) && parts.length == 3 && parts[0].equals("service");
        return named ? Optional.of(new ServiceName(parts[1], parts[2])) : Optional.empty();
    }

    boolean isOfEcs() {
        return namespace.equals(ECS);
    }

    /** As mutations name it. */
    String target() {
        return service().map(ServiceName::target).orElse("appas/" + namespace + "/" + resourceId + "/" + dimension);
    }

    @Override
    public int compareTo(TargetKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "service namespace: " + namespace + ", resource ID: " + resourceId + ", scalable dimension: "
                + dimension;
    }
}
