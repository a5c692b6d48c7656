package io.tidegate.simulatedaws.scaling;

import io.tidegate.simulatedaws.ecs.ServiceName;
import java.util.Optional;

/**
 * What a scalable target is registered under; only ECS services are simulated.
 *
 * @param namespace for example {@code ecs}
 * @param resourceId for example {@code service/<cluster>/<service>}
 * @param dimension for example {@code ecs:service:DesiredCount}
 */
record TargetKey(String namespace, String resourceId, String dimension) {
    static final String ECS = "ecs";
    static final String DESIRED_COUNT = "ecs:service:DesiredCount";

    /** The service that is meant, or empty when the key names none. */
    Optional<ServiceName> service() {
        var parts = resourceId.split("/", -1);
        var named = namespace.equals(ECS)
                && dimension.equals(DESIRED_COUNT)
                && parts.length == 3
                && parts[0].equals("service");
        return named ? Optional.of(new ServiceName(parts[1], parts[2])) : Optional.empty();
    }

    @Override
    public String toString() {
        return "service namespace: " + namespace + ", resource ID: " + resourceId + ", scalable dimension: "
                + dimension;
    }
}
