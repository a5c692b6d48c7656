package io.tidegate.simulatedaws.ecs;

import io.tidegate.simulatedaws.observation.Mutation;
import io.tidegate.simulatedaws.observation.MutationLog;
import io.tidegate.simulatedaws.physics.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;

/** All clusters and services of the account. Not thread-safe. */
public final class Fleet {
    private final TreeSet<String> clusters = new TreeSet<>();
    private final TreeMap<ServiceName, Service> services = new TreeMap<>();
    private final Service.Surroundings surroundings;
    private final MutationLog mutations;

    /**
     * @param runningChanged told how many tasks of a service run, whenever that has changed
     */
    public Fleet(
            Timeline timeline,
            RandomGenerator random,
            TaskLatencies latencies,
            ObjIntConsumer<ServiceName> runningChanged,
            MutationLog mutations) {
        this.surroundings = new Service.Surroundings(timeline, random, latencies, runningChanged);
        this.mutations = mutations;
    }

    /** Adds a cluster; one that exists stays as it is. */
    public void addCluster(String cluster) {
        clusters.add(cluster);
    }

    /**
     * Adds a service, and its cluster when it is new.
     *
     * @param running how many of its tasks run from the start
     * @throws IllegalArgumentException when there is or was a service of that name
     */
    public void addService(ServiceName name, int desired, int running) {
        if (services.containsKey(name)) {
            throw new IllegalArgumentException("service must be new, but " + name.target() + " exists or did");
        }
        addCluster(name.cluster());
        services.put(name, new Service(name, desired, running, surroundings));
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
            mutations.add(
                    new Mutation.DesiredChanged(surroundings.timeline().now(), name.target(), before, desired, origin));
        }
    }

    List<String> clusters() {
        return List.copyOf(clusters);
    }

    boolean hasCluster(String cluster) {
        return clusters.contains(cluster);
    }

    List<Service> servicesOf(String cluster) {
        return services.values().stream()
                .filter(service ->
                        service.isActive() && service.name().cluster().equals(cluster))
                .toList();
    }

    Optional<Service> service(ServiceName name) {
        return Optional.ofNullable(services.get(name));
    }

    private Service existing(ServiceName name) {
        return service(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("service must exist, but " + name.target() + " does not"));
    }
}
