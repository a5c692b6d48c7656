package io.tidegate.streams.ecsautoscale;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What AWS answered about clusters and groups: all pages of it (Q20).
 *
 * @param clusterArns of the account
 * @param clusters by name
 * @param taskDefinitions by ARN
 * @param groups by name
 */
public record Inventory(
        List<String> clusterArns,
        SortedMap<String, Cluster> clusters,
        SortedMap<String, TaskDefinition> taskDefinitions,
        SortedMap<String, Group> groups) {

    /** A service of a cluster. */
    public Optional<Service> service(String cluster, String name) {
        return Optional.ofNullable(clusters.get(cluster)).flatMap(found -> found.service(name));
    }

    /** An ECS cluster; instances in the order in which they are listed. */
    public record Cluster(List<Service> services, List<Instance> instances) {
        Optional<Service> service(String name) {
            return services.stream()
                    .filter(service -> service.name().equals(name))
                    .findFirst();
        }
    }

    /** An ECS service. */
    public record Service(String name, String status, long desired, long running, String taskDefinition) {
        boolean isActive() {
            return status.equals("ACTIVE");
        }
    }

    /**
     * A container instance.
     *
     * @param ec2Id its EC2 instance id
     * @param registered what it has in all; empty when CPU or memory is not told
     * @param remaining what is free; empty when CPU or memory is not told
     */
    public record Instance(
            String arn,
            String ec2Id,
            String status,
            long runningTasks,
            long pendingTasks,
            Optional<Size> registered,
            Optional<Size> remaining) {

        boolean isActive() {
            return status.equals("ACTIVE");
        }

        boolean isDraining() {
            return status.equals("DRAINING");
        }

        /** The last part of the ARN, whose long form names the cluster before it (Q08). */
        String id() {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }
    }

    /**
     * A task definition.
     *
     * @param cpu of the whole task, if set
     * @param memory of the whole task, if set
     */
    public record TaskDefinition(OptionalLong cpu, OptionalLong memory, List<Container> containers) {}

    /** A container of a task definition; CPU units and MiB. */
    public record Container(long cpu, OptionalLong memory, OptionalLong memoryReservation) {}

    /** An Auto Scaling group. */
    public record Group(String name, long min, long max, long desired) {
        Group withBounds(long min, long max) {
            return new Group(name, min, max, Math.clamp(desired, min, Math.max(min, max))); // Q15
        }

        Group withDesired(long desired) {
            return new Group(name, min, max, desired);
        }
    }
}
