package io.tidegate.streams.journal;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An ECS cluster as AWS told it: its instances in the order in which ECS lists them, what runs and shall run on them, and the
 * group behind them.
 *
 * @param group empty when no policy names one, and then workloads and tasks are not told either; and when AWS knows none of
 *     that name
 * @param provider the capacity provider that uses the group
 */
public record ObservedCluster(
        String arn,
        List<Instance> instances,
        List<Workload> workloads,
        Optional<Group> group,
        Optional<CapacityProvider> provider) {
    public ObservedCluster {
        instances = List.copyOf(instances);
        workloads = List.copyOf(workloads);
    }

    /** Instances that can take tasks: ACTIVE, with a connected agent. */
    public int active() {
        return (int) instances.stream()
                .filter(instance -> instance.isActive() && instance.connected())
                .count();
    }

    /**
     * An instance that has registered with the cluster.
     *
     * @param instanceId of EC2
     * @param arn of the container instance
     * @param status in ECS's words
     * @param registered what it has in all; empty when it does not tell its CPU and memory
     * @param remaining what is left on it, ports being those that are taken
     * @param tasks running and pending tasks by the name of their workload
     * @param scaleInProtected whether its group must not take it
     * @param leaving whether its group terminates it already, and counts it no more
     */
    public record Instance(
            String instanceId,
            String arn,
            String status,
            boolean connected,
            Optional<Resources> registered,
            Optional<Resources> remaining,
            int runningTasks,
            int pendingTasks,
            SortedMap<String, Integer> tasks,
            boolean scaleInProtected,
            boolean leaving) {
        public Instance {
            tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
            notNegative("runningTasks", runningTasks);
            notNegative("pendingTasks", pendingTasks);
            tasks.forEach((name, count) -> notNegative("tasks of " + name, count));
        }

        public boolean isActive() {
            return status.equals("ACTIVE");
        }

        public boolean isDraining() {
            return status.equals("DRAINING");
        }
    }

    /** Who starts the tasks of a workload. */
    public enum Kind {
        /** A service that keeps a number of them. */
        REPLICA,
        /** A service with one on every instance. */
        DAEMON,
        /** Nobody. */
        STANDALONE,
        /** A scheduling strategy that this version does not know. */
        UNKNOWN
    }

    /**
     * Tasks of one shape: a service, or the standalone tasks of one task definition.
     *
     * @param status of the service, in ECS's words; ACTIVE for standalone tasks
     * @param desired of the service; of standalone tasks, how many there are
     * @param onInstances whether they are placed on the cluster's instances
     * @param task what one of them takes; empty when that cannot be told
     */
    public record Workload(
            String name,
            Kind kind,
            String status,
            int desired,
            int running,
            boolean onInstances,
            Optional<Resources> task) {
        public Workload {
            notNegative("desired", desired);
            notNegative("running", running);
        }

        public boolean isActive() {
            return status.equals("ACTIVE");
        }
    }

    /**
     * The Auto Scaling group that launches the instances.
     *
     * @param launching instances that it counts and that have not registered with the cluster yet
     * @param newInstance what a new instance has when it is empty; empty while none of the group has registered
     * @param terminateSuspended whether it ends no instance
     * @param refresh status of an instance refresh that is under way, in AWS's words
     */
    public record Group(
            String name,
            int min,
            int max,
            int desired,
            int launching,
            Optional<Resources> newInstance,
            boolean terminateSuspended,
            Optional<String> refresh) {
        /** One that may end its instances. */
        public Group(String name, int min, int max, int desired, int launching, Optional<Resources> newInstance) {
            this(name, min, max, desired, launching, newInstance, false, Optional.empty());
        }

        public Group {
            notNegative("min", min);
            notNegative("launching", launching);
            if (max < min) {
                throw new IllegalArgumentException("max must be at least min %d, was %d".formatted(min, max));
            }
        }
    }

    /** The capacity provider of ECS that uses the group. */
    public record CapacityProvider(String name, boolean managedScaling, boolean managedDraining) {}

    /**
     * What an instance has or a task takes, as AWS tells it.
     *
     * @param cpu units
     * @param memory MiB
     * @param ports fixed host ports
     */
    public record Resources(int cpu, int memory, int gpus, SortedSet<Port> ports) {
        public Resources {
            ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
        }

        /** CPU and memory alone. */
        public static Resources of(int cpu, int memory) {
            return new Resources(cpu, memory, 0, new TreeSet<>());
        }
    }

    /**
     * A fixed host port.
     *
     * @param number 1 to 65535
     * @param protocol tcp or udp
     */
    public record Port(int number, String protocol) implements Comparable<Port> {
        public Port {
            if (number < 1 || number > 65_535) {
                throw new IllegalArgumentException("number of a port must be 1 to 65535, was " + number);
            }
        }

        @Override
        public int compareTo(Port other) {
            return number == other.number ? protocol.compareTo(other.protocol) : Integer.compare(number, other.number);
        }
    }

    private static void notNegative(String key, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("%s must not be negative, was %d".formatted(key, value));
        }
    }
}
