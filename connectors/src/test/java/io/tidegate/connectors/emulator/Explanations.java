package io.tidegate.connectors.emulator;

import java.util.List;
import java.util.Optional;

/** Differences that are known, each with its reason; anything else is a finding. */
final class Explanations {
    /**
     * One known difference.
     *
     * @param ours exactly what simulated AWS tells
     * @param theirs exactly what the endpoint tells
     * @param reason why it is no fault of simulated AWS
     */
    record Explanation(String probe, String fact, String ours, String theirs, String reason) {}

    private static final String NO_TASKS = "moto starts no tasks for a service, whatever it counts as running";
    private static final String NO_CLUSTER = "moto lists nothing; ECS knows no such cluster (API reference)";
    private static final String ANY_BOUNDS = "moto keeps any bounds; AWS refuses a min above max";
    private static final String ANY_DESIRED = "moto takes a desired capacity above the max; AWS does not";
    private static final String NO_TAG = "moto does not tag the group of a provider with managed scaling; ECS does";
    private static final String BREAKS_DOWN = "moto breaks down over what it does not have, without an error of AWS";

    private static final List<Explanation> ALL = List.of(
            new Explanation("ListTasks", "count", "2", "0", NO_TASKS),
            new Explanation("ListTasks", "groups", "[service:api]", "-", NO_TASKS),
            new Explanation("ListTasks", "statuses", "[RUNNING]", "-", NO_TASKS),
            new Explanation(
                    "DescribeTasks, unknown",
                    "failures",
                    "[MISSING]",
                    "[]",
                    "moto leaves out unknown tasks; ECS tells them as failures (API reference)"),
            new Explanation("ListContainerInstances, unknown cluster", "count", "-", "0", NO_CLUSTER),
            new Explanation(
                    "ListContainerInstances, unknown cluster", "error", "ClusterNotFoundException", "-", NO_CLUSTER),
            new Explanation(
                    "RegisterScalableTarget, capacity pulled in",
                    "desired",
                    "3",
                    "0",
                    "moto keeps bounds and lets no capacity follow them; AWS pulls it in at once"),
            new Explanation("RegisterScalableTarget, min above max", "answer", "-", "accepted", ANY_BOUNDS),
            new Explanation("RegisterScalableTarget, min above max", "error", "ValidationException", "-", ANY_BOUNDS),
            new Explanation("DescribeAutoScalingGroups", "tags", "[AmazonECSManaged]", "[]", NO_TAG),
            new Explanation("SetDesiredCapacity, seen", "tags", "[AmazonECSManaged]", "[]", NO_TAG),
            new Explanation("SetDesiredCapacity, unknown", "error", "ValidationError", "HTTP 500", BREAKS_DOWN),
            new Explanation("TerminateInstanceInAutoScalingGroup, unknown", "answer", "Gone", "-", BREAKS_DOWN),
            new Explanation("TerminateInstanceInAutoScalingGroup, unknown", "error", "-", "HTTP 500", BREAKS_DOWN),
            new Explanation("SetDesiredCapacity, above max", "answer", "-", "accepted", ANY_DESIRED),
            new Explanation("SetDesiredCapacity, above max", "error", "ValidationError", "-", ANY_DESIRED));

    private Explanations() {}

    static Optional<Explanation> find(String probe, String fact, String ours, String theirs) {
        return ALL.stream()
                .filter(known -> known.probe().equals(probe)
                        && known.fact().equals(fact)
                        && known.ours().equals(ours)
                        && known.theirs().equals(theirs))
                .findFirst();
    }
}
