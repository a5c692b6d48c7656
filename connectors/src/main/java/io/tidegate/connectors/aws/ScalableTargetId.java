package io.tidegate.connectors.aws;

import io.tidegate.schemas.naming.Target;

/**
 * What Application Auto Scaling calls a target.
 *
 * @param namespace for example {@code ecs} or {@code dynamodb}
 * @param resource for example {@code service/<cluster>/<service>}
 * @param dimension for example {@code ecs:service:DesiredCount}
 */
public record ScalableTargetId(String namespace, String resource, String dimension) {

    /**
     * The id of a target.
     *
     * @throws IllegalArgumentException when it is neither a service nor a scalable target
     */
    public static ScalableTargetId of(Target target) {
        return switch (target) {
            case Target.EcsService service ->
                new ScalableTargetId(
                        "ecs", "service/" + service.cluster() + "/" + service.service(), "ecs:service:DesiredCount");
            case Target.Scalable other -> new ScalableTargetId(other.namespace(), other.resource(), other.dimension());
            default -> throw new IllegalArgumentException("target must be scalable, was \"" + target.text() + "\"");
        };
    }
}
