package io.tidegate.streams.journal;

import io.tidegate.schemas.CapacityProviderState;
import io.tidegate.schemas.ClusterGroup;
import io.tidegate.schemas.ClusterWorkload;
import io.tidegate.schemas.ContainerInstance;
import io.tidegate.schemas.EcsClusterState;
import io.tidegate.schemas.FixedPort;
import io.tidegate.schemas.TaskResources;
import io.tidegate.schemas.WorkloadKind;
import io.tidegate.streams.journal.ObservedCluster.CapacityProvider;
import io.tidegate.streams.journal.ObservedCluster.Group;
import io.tidegate.streams.journal.ObservedCluster.Instance;
import io.tidegate.streams.journal.ObservedCluster.Kind;
import io.tidegate.streams.journal.ObservedCluster.Port;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.journal.ObservedCluster.Workload;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Observed clusters to and from their records; lossless, and the same cluster gives the same bytes. */
public final class ObservedClusterSerdes {
    private ObservedClusterSerdes() {}

    public static ObservedCluster fromAvro(EcsClusterState avro) {
        return new ObservedCluster(
                avro.getArn(),
                avro.getInstances().stream()
                        .map(ObservedClusterSerdes::instance)
                        .toList(),
                avro.getWorkloads().stream()
                        .map(ObservedClusterSerdes::workload)
                        .toList(),
                Optional.ofNullable(avro.getGroup()).map(ObservedClusterSerdes::group),
                Optional.ofNullable(avro.getProvider()).map(ObservedClusterSerdes::provider));
    }

    private static Instance instance(ContainerInstance avro) {
        return new Instance(
                avro.getInstanceId(),
                avro.getArn(),
                avro.getStatus(),
                avro.getConnected(),
                resources(avro.getRegistered()),
                resources(avro.getRemaining()),
                avro.getRunningTasks(),
                avro.getPendingTasks(),
                new TreeMap<>(avro.getTasks()),
                avro.getScaleInProtected(),
                avro.getLeaving());
    }

    private static Workload workload(ClusterWorkload avro) {
        return new Workload(
                avro.getName(),
                Kind.valueOf(avro.getKind().name()),
                avro.getStatus(),
                avro.getDesired(),
                avro.getRunning(),
                avro.getOnInstances(),
                resources(avro.getTask()));
    }

    private static Group group(ClusterGroup avro) {
        return new Group(
                avro.getName(),
                avro.getMin(),
                avro.getMax(),
                avro.getDesired(),
                avro.getLaunching(),
                resources(avro.getNewInstance()),
                avro.getTerminateSuspended(),
                Optional.ofNullable(avro.getRefresh()));
    }

    private static CapacityProvider provider(CapacityProviderState avro) {
        return new CapacityProvider(avro.getName(), avro.getManagedScaling(), avro.getManagedDraining());
    }

    private static Optional<Resources> resources(@Nullable TaskResources avro) {
        return Optional.ofNullable(avro).map(some -> {
            var ports = new TreeSet<Port>();
            some.getPorts().forEach(port -> ports.add(new Port(port.getNumber(), port.getProtocol())));
            return new Resources(some.getCpu(), some.getMemory(), some.getGpus(), ports);
        });
    }

    public static EcsClusterState toAvro(ObservedCluster cluster) {
        return new EcsClusterState(
                cluster.arn(),
                cluster.instances().stream().map(ObservedClusterSerdes::toAvro).toList(),
                cluster.workloads().stream().map(ObservedClusterSerdes::toAvro).toList(),
                cluster.group().map(ObservedClusterSerdes::toAvro).orElse(null),
                cluster.provider().map(ObservedClusterSerdes::toAvro).orElse(null));
    }

    private static ContainerInstance toAvro(Instance instance) {
        return new ContainerInstance(
                instance.instanceId(),
                instance.arn(),
                instance.status(),
                instance.connected(),
                toAvro(instance.registered()),
                toAvro(instance.remaining()),
                instance.runningTasks(),
                instance.pendingTasks(),
                instance.tasks(),
                instance.scaleInProtected(),
                instance.leaving());
    }

    private static ClusterWorkload toAvro(Workload workload) {
        return new ClusterWorkload(
                workload.name(),
                WorkloadKind.valueOf(workload.kind().name()),
                workload.status(),
                workload.desired(),
                workload.running(),
                workload.onInstances(),
                toAvro(workload.task()));
    }

    private static ClusterGroup toAvro(Group group) {
        return new ClusterGroup(
                group.name(),
                group.min(),
                group.max(),
                group.desired(),
                group.launching(),
                toAvro(group.newInstance()),
                group.terminateSuspended(),
                group.refresh().orElse(null));
    }

    private static CapacityProviderState toAvro(CapacityProvider provider) {
        return new CapacityProviderState(provider.name(), provider.managedScaling(), provider.managedDraining());
    }

    private static @Nullable TaskResources toAvro(Optional<Resources> resources) {
        return resources
                .map(some -> new TaskResources(
                        some.cpu(),
                        some.memory(),
                        some.gpus(),
                        some.ports().stream()
                                .map(port -> new FixedPort(port.number(), port.protocol()))
                                .toList()))
                .orElse(null);
    }
}
