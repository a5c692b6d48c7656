package io.tidegate.simulatedaws.balancing;

/** What the two kinds of load balancer have in common. */
sealed interface Balancer permits TargetGroup, ClassicBalancer {

    /** Its targets and requests. */
    Routing routing();

    /** Registers an instance on the usual port. */
    void enter(String instanceId);

    /** Deregisters an instance from every port. */
    void leave(String instanceId);

    /** The instance is gone. */
    void gone(String instanceId);
}
