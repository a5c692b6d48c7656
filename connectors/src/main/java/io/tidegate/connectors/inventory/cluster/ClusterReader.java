package io.tidegate.connectors.inventory.cluster;

import io.tidegate.connectors.aws.AwsFailure;
import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.TaskResources;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Reads one cluster after the other, each whole or not at all. Never throws for what AWS answers. Thread-safe. */
public final class ClusterReader {
    // Far more than the definitions in use at one time: each is about 100 bytes.
    private static final int MAX_DEFINITIONS = 10_000;
    private static final int MAX_CLUSTERS = 1_000;

    private final ClusterCalls calls;
    private final SourceCounters counters;
    private final Clock clock;

    /** Sizes of tasks by the ARN of their definition: one that is registered never changes. */
    private final Recent<Optional<TaskResources>> sizes = new Recent<>(MAX_DEFINITIONS);

    /** ARNs of clusters by their names: they follow from the name. */
    private final Recent<String> arns = new Recent<>(MAX_CLUSTERS);

    public ClusterReader(ClusterApi api, SourceCounters counters, Clock clock) {
        this.calls = new ClusterCalls(api, counters);
        this.counters = counters;
        this.clock = clock;
    }

    /** Reads a cluster as far as policies want to know of it. */
    public ClusterReading read(WatchedCluster watched) {
        // Before the first call: what happens during the round is not in all of its answers.
        var at = clock.instant();
        try {
            var answers = watched.group().isPresent()
                    ? everything(watched, watched.group().get())
                    : instancesOnly(watched);
            var state = answers.<Object>map(ClusterMapper::state).orElseGet(this::unknown);
            return new ClusterReading.Told(ClusterMapper.observation(watched.target(), at, state));
        } catch (ClusterNotFoundException e) {
            return new ClusterReading.Told(ClusterMapper.observation(watched.target(), at, unknown()));
        } catch (SdkException e) {
            return failed(AwsFailure.of(e));
        } catch (UnreadableClusterException e) {
            return failed(e.failure());
        }
    }

    private Optional<ClusterAnswers> instancesOnly(WatchedCluster watched) {
        String name = watched.target().cluster();
        var arn = arns.get(name).or(() -> calls.cluster(name).map(Cluster::clusterArn));
        arn.ifPresent(known -> arns.put(name, known));
        return arn.map(known -> ClusterAnswers.ofInstances(known, calls.instances(name)));
    }

    private Optional<ClusterAnswers> everything(WatchedCluster watched, String group) {
        return calls.cluster(watched.target().cluster()).map(cluster -> everything(watched, group, cluster));
    }

    private ClusterAnswers everything(WatchedCluster watched, String group, Cluster cluster) {
        String name = watched.target().cluster();
        var instances = calls.instances(name);
        var listed = calls.serviceNames(name);
        var tasks = calls.tasks(name);
        var services = calls.services(name, names(watched.services(), listed, tasks));
        var providers = calls.providers(cluster.capacityProviders().stream()
                .filter(provider -> !ClusterMapper.isFargate(provider))
                .toList());
        var found = calls.group(group);
        return new ClusterAnswers(
                cluster.clusterArn(),
                instances,
                services,
                tasks,
                sizes(services, tasks),
                found,
                found.flatMap(_ -> calls.refresh(group)),
                providers);
    }

    // A service that is being deleted is not listed any more, and its last tasks still run.
    private static SequencedSet<String> names(List<String> first, List<String> listed, List<Task> tasks) {
        var names = new LinkedHashSet<>(first);
        names.addAll(listed);
        tasks.stream()
                .flatMap(task -> ClusterMapper.serviceOf(task).stream())
                .sorted()
                .forEach(names::add);
        return names;
    }

    private Map<String, TaskResources> sizes(List<Service> services, List<Task> tasks) {
        var known = new HashMap<String, TaskResources>();
        Stream.concat(
                        services.stream().flatMap(service -> ClusterMapper.definitionOf(service).stream()),
                        tasks.stream()
                                .filter(task -> ClusterMapper.serviceOf(task).isEmpty())
                                .map(Task::taskDefinitionArn))
                .distinct()
                .forEach(arn -> size(arn).ifPresent(size -> known.put(arn, size)));
        return known;
    }

    private Optional<TaskResources> size(String definition) {
        var known = sizes.get(definition);
        if (known.isPresent()) {
            return known.get();
        }
        var read = calls.taskDefinition(definition);
        var size = read.flatMap(TaskSizes::of);
        // One that is not told now may be told later.
        read.ifPresent(_ -> sizes.put(definition, size));
        return size;
    }

    private TargetNotFound unknown() {
        counters.countError(ErrorKind.NOT_FOUND);
        return new TargetNotFound("no cluster of this name");
    }

    private ClusterReading failed(AwsFailure failure) {
        counters.countError(failure.kind());
        return new ClusterReading.Failed(failure);
    }
}
