package io.tidegate.connectors.executor.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A step about one instance that leaves its cluster and its load balancers, or that a lifecycle hook holds. */
public sealed interface InstanceStep extends Order.Step {

    /**
     * Tasks of a container instance that no service keeps are stopped, {@value #MOST} at the most: whoever wants more to be
     * stopped orders it again.
     *
     * @param tasks ARNs of those that a look has found; none before it
     */
    record StopTasks(String cluster, String containerInstance, List<String> tasks) implements InstanceStep {
        /** So many calls take one time limit together. */
        public static final int MOST = 10;

        /** Before a look. */
        public StopTasks(String cluster, String containerInstance) {
            this(cluster, containerInstance, List.of());
        }

        public StopTasks {
            tasks = List.copyOf(tasks);
        }

        /** The same about what a look has found: the first of them in the order of their ARNs. */
        public StopTasks of(List<String> found) {
            return new StopTasks(
                    cluster,
                    containerInstance,
                    found.stream().sorted().limit(MOST).toList());
        }

        @Override
        public ApiCategory change() {
            return ApiCategory.TASK_CHANGE;
        }

        @Override
        public Set<ApiCategory> reads() {
            return Set.of(ApiCategory.ECS_READ, ApiCategory.TASK_READ);
        }

        @Override
        public String toString() {
            return tasks.isEmpty()
                    ? "stop what no service keeps on " + containerInstance
                    : "stop " + String.join(", ", tasks) + " on " + containerInstance;
        }
    }

    /**
     * A target group sends an instance no more requests at a port.
     *
     * @param instance its EC2 id
     * @param targetGroup its ARN
     */
    record DeregisterTarget(String instance, String targetGroup, int port) implements InstanceStep {
        @Override
        public ApiCategory change() {
            return ApiCategory.LOAD_BALANCER_CHANGE;
        }

        @Override
        public Set<ApiCategory> reads() {
            return Set.of(ApiCategory.TARGET_GROUP_READ, ApiCategory.LOAD_BALANCER_READ);
        }

        @Override
        public String toString() {
            return "deregister %s:%d from %s".formatted(instance, port, targetGroup);
        }
    }

    /**
     * A classic load balancer sends an instance no more requests.
     *
     * @param instance its EC2 id
     * @param balancer its name
     */
    record DeregisterInstance(String instance, String balancer) implements InstanceStep {
        @Override
        public ApiCategory change() {
            return ApiCategory.LOAD_BALANCER_CHANGE;
        }

        @Override
        public Set<ApiCategory> reads() {
            return Set.of(ApiCategory.LOAD_BALANCER_READ);
        }

        @Override
        public String toString() {
            return "deregister %s from %s".formatted(instance, balancer);
        }
    }

    /** An answer to a lifecycle hook that holds an instance. */
    sealed interface OfHook extends InstanceStep {
        Hold hold();

        @Override
        default ApiCategory change() {
            return ApiCategory.LIFECYCLE_CHANGE;
        }

        @Override
        default Set<ApiCategory> reads() {
            return Set.of(ApiCategory.LIFECYCLE_READ);
        }
    }

    /**
     * What a lifecycle hook holds.
     *
     * @param group name of the instance's Auto Scaling group
     * @param instance its EC2 id
     * @param token of the action; empty where only the instance was seen to wait
     */
    record Hold(String group, String hook, String instance, Optional<String> token) {
        @Override
        public String toString() {
            return "hook %s of %s for %s".formatted(hook, group, instance);
        }
    }

    /** A hook waits its whole timeout once more. */
    record Heartbeat(Hold hold) implements OfHook {
        @Override
        public String toString() {
            return "prolong " + hold;
        }
    }

    /**
     * A hook lets its instance go.
     *
     * @param proceeds whether what the group was about to do goes on; else it is abandoned
     */
    record Complete(Hold hold, boolean proceeds) implements OfHook {
        @Override
        public String toString() {
            return "complete " + hold + (proceeds ? " with CONTINUE" : " with ABANDON");
        }
    }
}
