package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.MutationLog;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.task.Door;
import io.tidegate.simulatedaws.task.Entrance;
import io.tidegate.simulatedaws.task.Site;
import io.tidegate.simulatedaws.task.TaskLatencies;
import io.tidegate.simulatedaws.task.TaskSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** All clusters and services of the account. Not thread-safe. */
public final class Fleet {
    private final TreeMap<String, Cluster> clusters = new TreeMap<>();
    private final TreeMap<ServiceName, Service> services = new TreeMap<>();
    private final TaskDefinitions definitions;
    private final LiveService.Surroundings surroundings;
    private final MutationLog mutations;

    /**
     * @param runningChanged told how many tasks of a service run, whenever that has changed
     */
    public Fleet(
            Timeline timeline,
            RandomGenerator random,
            TaskLatencies latencies,
            ObjIntConsumer<ServiceName> runningChanged,
            MutationLog mutations,
            Arns arns) {
        var ofTasks = new TaskSet.Surroundings(timeline, random, latencies);
        this.surroundings = new LiveService.Surroundings(ofTasks, runningChanged);
        this.mutations = mutations;
        this.definitions = new TaskDefinitions(arns);
    }

    /** Adds a cluster; one that exists stays as it is. */
    public Cluster addCluster(String cluster) {
        return clusters.computeIfAbsent(cluster, name -> new Cluster(name, surroundings.tasks()));
    }

    /**
     * Adds a service on Fargate, and its cluster when it is new.
     *
     * @param running how many of its tasks run from the start
     * @throws IllegalArgumentException when there is or was a service of that name
     */
    public void addService(ServiceName name, int desired, int running) {
        checkNew(name);
        var plan = ServicePlan.of(definitions.register(TaskDefinitions.onFargate(name.service())));
        addCluster(name.cluster());
        var service = new ReplicaService(name, plan, LaunchType.FARGATE, new Site.Fargate(), surroundings);
        services.put(name, service);
        service.begin(desired, running);
    }

    /**
     * Adds a service on instances, and its cluster when it is new.
     *
     * @param entrance what sends its tasks requests, or null
     * @param running how many of its tasks run from the start, if there is room for them
     * @throws IllegalArgumentException when there is or was a service of that name, or its tasks have no port for requests
     */
    public void addService(ServiceName name, ServicePlan plan, @Nullable Entrance entrance, int desired, int running) {
        checkNew(name);
        var registered = plan.with(definitions.register(plan.definition()));
        var pool = addCluster(name.cluster()).instances();
        var door = entrance == null ? null : new Door(entrance, TaskSizing.hostPort(plan.definition()));
        var site = pool.site(TaskSizing.shape(registered.definition()), plan.strategy(), door);
        var service = new ReplicaService(name, registered, LaunchType.EC2, site, surroundings);
        services.put(name, service);
        pool.watch(service);
        service.begin(desired, running);
    }

    /**
     * Adds a service with one task on every active instance, and its cluster when it is new.
     *
     * @throws IllegalArgumentException when there is or was a service of that name
     */
    public void addDaemon(ServiceName name, TaskDefinition definition) {
        checkNew(name);
        var plan = ServicePlan.of(definitions.register(definition));
        var pool = addCluster(name.cluster()).instances();
        var site = pool.site(TaskSizing.shape(plan.definition()), plan.strategy());
        var service = new DaemonService(name, plan, pool, site, surroundings);
        services.put(name, service);
        pool.watch(service);
        service.begin();
    }

    /**
     * Adds a service as it was found somewhere, and its cluster when it is new.
     *
     * @throws IllegalArgumentException when there is or was a service of that name
     */
    public void addRecorded(ServiceName name, software.amazon.awssdk.services.ecs.model.Service shape) {
        checkNew(name);
        addCluster(name.cluster());
        services.put(name, new RecordedService(name, shape));
    }

    /**
     * Runs a task that no service keeps on an instance of a cluster, now or when there is room.
     *
     * @return its id
     */
    public String runTask(String cluster, TaskDefinition definition) {
        return addCluster(cluster)
                .standalone(definitions.register(definition))
                .begin()
                .id();
    }

    /** Stops a task that no service keeps; false when there is none of that id. */
    public boolean stopTask(String cluster, String id) {
        var set = cluster(cluster).stream()
                .flatMap(known -> known.standalone().stream())
                .filter(tasks -> tasks.task(id).isPresent())
                .findFirst();
        set.ifPresent(tasks -> tasks.stop(tasks.task(id).orElseThrow()));
        return set.isPresent();
    }

    /** Deletes a service; it is answered as inactive from then on. */
    public void deleteService(ServiceName name) {
        existing(name).delete();
    }

    /** The counts, or empty for a service that does not exist or is inactive. */
    public Optional<ServiceStatus> status(ServiceName name) {
        return service(name)
                .filter(Service::isActive)
                .map(service -> new ServiceStatus(service.desired(), service.running(), service.pending()));
    }

    /** Names of all active services, sorted. */
    public List<ServiceName> serviceNames() {
        return services.values().stream()
                .filter(Service::isActive)
                .map(Service::name)
                .toList();
    }

    /** Sets the desired count of a service that exists, and logs it when it is another one than before. */
    public void setDesired(ServiceName name, int desired, Mutation.Origin origin) {
        var service = existing(name);
        var before = service.desired();
        if (before != desired) {
            service.setDesired(desired);
            mutations.add(new Mutation.DesiredChanged(now(), name.target(), before, desired, origin));
        }
    }

    /** Lets an instance drain or take tasks again, and logs it when it did not do so before. */
    public void setInstanceStatus(
            Cluster cluster, ContainerInstance instance, ContainerInstance.Status status, Mutation.Origin origin) {
        var before = instance.status();
        if (before != status) {
            cluster.instances().set(instance, status);
            mutations.add(new Mutation.InstanceStatusChanged(
                    now(),
                    "cluster/" + cluster.name(),
                    instance.identity().ec2InstanceId(),
                    before.name(),
                    status.name(),
                    origin));
        }
    }

    /** In order of name. */
    public List<Cluster> clusters() {
        return List.copyOf(clusters.values());
    }

    public Optional<Cluster> cluster(String name) {
        return Optional.ofNullable(clusters.get(name));
    }

    /** Active services of a cluster, in order of name. */
    public List<Service> servicesOf(String cluster) {
        return services.values().stream()
                .filter(service ->
                        service.isActive() && service.name().cluster().equals(cluster))
                .toList();
    }

    /** Active or not. */
    public Optional<Service> service(ServiceName name) {
        return Optional.ofNullable(services.get(name));
    }

    public TaskDefinitions definitions() {
        return definitions;
    }

    private void checkNew(ServiceName name) {
        if (services.containsKey(name)) {
            throw new IllegalArgumentException("service must be new, but " + name.target() + " exists or did");
        }
    }

    private Service existing(ServiceName name) {
        return service(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("service must exist, but " + name.target() + " does not"));
    }

    private Instant now() {
        return surroundings.tasks().timeline().now();
    }
}
