package io.tidegate.simulatedaws.task;

import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.instance.ContainerInstance.Status;
import io.tidegate.simulatedaws.instance.Holding;
import io.tidegate.simulatedaws.instance.InstanceCounts;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a cluster and the tasks on them. Whenever room appears (an instance joins, its agent connects, a task ends),
 * those who wait get it, the longest wait first: so nobody waits while there is room. Not thread-safe.
 */
public final class InstancePool {
    // The ephemeral ports of Linux, from which Docker takes them (PortMapping, hostPort, ECS API reference).
    private static final int FIRST_FREE_PORT = 32_768;
    private static final int LAST_FREE_PORT = 60_999;

    private record Berth(long number, LinkedHashMap<TaskSet, LinkedHashSet<Task>> tasks) {
        void add(Task task) {
            tasks.computeIfAbsent(task.set(), set -> new LinkedHashSet<>()).add(task);
        }

        boolean remove(Task task) {
            var ofTheSet = tasks.get(task.set());
            return ofTheSet != null && ofTheSet.remove(task);
        }

        int count(TaskSet set) {
            var ofTheSet = tasks.get(set);
            return ofTheSet == null ? 0 : ofTheSet.size();
        }

        List<Task> all() {
            return tasks.values().stream().flatMap(LinkedHashSet::stream).toList();
        }
    }

    private final LinkedHashMap<String, Berth> berths = new LinkedHashMap<>();
    private final LinkedHashMap<String, ContainerInstance> instances = new LinkedHashMap<>();
    private final List<InstanceSite> sites = new ArrayList<>();
    private final List<InstanceWatcher> watchers = new ArrayList<>();
    private long registrations;
    private long cutOff;

    /** A site for tasks of one shape. */
    public InstanceSite site(TaskShape shape, PlacementStrategy strategy) {
        return site(shape, strategy, null);
    }

    /**
     * The same for tasks that are sent requests.
     *
     * @param door null where they are not
     */
    public InstanceSite site(TaskShape shape, PlacementStrategy strategy, @Nullable Door door) {
        var site = new InstanceSite(this, shape, strategy, door);
        sites.add(site);
        return site;
    }

    /** Tells somebody what becomes of the instances from now on. */
    public void watch(InstanceWatcher watcher) {
        watchers.add(watcher);
    }

    /** In order of registration. */
    public Collection<ContainerInstance> instances() {
        return Collections.unmodifiableCollection(instances.values());
    }

    /** By the last part of its ARN. */
    public Optional<ContainerInstance> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    public Optional<ContainerInstance> ofEc2Instance(String ec2InstanceId) {
        return instances.values().stream()
                .filter(instance -> instance.identity().ec2InstanceId().equals(ec2InstanceId))
                .findFirst();
    }

    /** The place of an instance in the order of registration; never given twice. */
    public long number(ContainerInstance instance) {
        return berth(instance).number();
    }

    public InstanceCounts counts() {
        return new InstanceCounts(
                count(instance -> instance.status() == Status.ACTIVE),
                count(instance -> instance.status() == Status.DRAINING),
                count(instance -> !instance.isConnected()));
    }

    private int count(Predicate<ContainerInstance> which) {
        return (int) instances.values().stream().filter(which).count();
    }

    /** Instances of a capacity provider that have other tasks than those of daemons. */
    public int occupied(String capacityProvider) {
        return count(instance -> capacityProvider.equals(instance.identity().capacityProvider())
                && tasksOn(instance).stream().anyMatch(task -> !task.isPinned()));
    }

    /**
     * The fewest instances of a shape that those who wait could do with: of tasks of one shape as many as they fill, and of all these
     * the most (ECS developer guide, "Amazon ECS managed scaling"). Who fits none is passed over.
     *
     * @return empty when tasks wait and none fits
     */
    public OptionalInt neededFor(InstanceShape instance) {
        var byShape = new LinkedHashMap<TaskShape, Integer>();
        sites.stream()
                .filter(site -> site.waiting() > 0)
                .forEach(site -> byShape.merge(site.shape(), site.waiting(), Integer::sum));
        var needed = byShape.entrySet().stream()
                .filter(entry -> instance.holds(entry.getKey(), 1) > 0)
                .mapToInt(entry -> Math.ceilDiv(entry.getValue(), instance.holds(entry.getKey(), entry.getValue())))
                .max();
        return byShape.isEmpty() ? OptionalInt.of(0) : needed;
    }

    /** Tasks that run on an instance, with those that are stopping. */
    public int running(ContainerInstance instance) {
        return switch (instance.holding()) {
            case Holding.Given given -> given.running();
            case Holding.Counted counted ->
                (int) tasksOn(instance).stream().filter(Task::isRunning).count();
        };
    }

    /** Tasks that start on an instance. */
    public int pending(ContainerInstance instance) {
        return switch (instance.holding()) {
            case Holding.Given given -> given.pending();
            case Holding.Counted counted ->
                (int) tasksOn(instance).stream()
                        .filter(task -> !task.isRunning())
                        .count();
        };
    }

    /**
     * Registers an instance, and gives its room to those who wait.
     *
     * @throws IllegalArgumentException when there is one of its id
     */
    public void add(ContainerInstance instance) {
        var id = instance.id();
        if (berths.containsKey(id)) {
            throw new IllegalArgumentException("container instance must be new, but " + id + " is registered");
        }
        berths.put(id, new Berth(registrations++, new LinkedHashMap<>()));
        instances.put(id, instance);
        watchers.forEach(watcher -> watcher.joined(instance));
        fill(instance);
    }

    /** Lets an instance drain or take tasks again; one that does so already goes on. */
    public void set(ContainerInstance instance, Status status) {
        if (instance.status() == status) {
            return;
        }
        instance.become(status);
        switch (status) {
            case ACTIVE -> {
                watchers.forEach(watcher -> watcher.joined(instance));
                fill(instance);
            }
            case DRAINING -> {
                watchers.forEach(watcher -> watcher.draining(instance));
                stopTheLast(instance);
            }
        }
    }

    /** Connects or disconnects the agent of an instance; its tasks go on. */
    public void setConnected(ContainerInstance instance, boolean connected) {
        instance.setConnected(connected);
        fill(instance);
    }

    /** Forgets an instance; its tasks end with it. */
    public void remove(ContainerInstance instance) {
        var id = instance.id();
        var tasks = tasksOn(instance);
        berths.remove(id);
        instances.remove(id);
        cutOff += tasks.stream()
                .filter(task -> task.isRunning() && task.isWanted())
                .count();
        tasks.forEach(task -> task.set().lost(task));
        watchers.forEach(watcher -> watcher.left(instance));
    }

    /** Tasks so far that ran, had not been told to stop, and ended with their instance. */
    public long cutOff() {
        return cutOff;
    }

    void put(Task task, ContainerInstance instance, TaskShape shape) {
        instance.take(shape);
        task.placed(instance);
        berth(instance).add(task);
    }

    void vacate(Task task, TaskShape shape) {
        var instance = task.host();
        if (instance != null && berth(instance).remove(task)) {
            instance.release(shape);
            fill(instance);
            stopTheLast(instance);
        }
    }

    /** The least port of an instance that may be given to anybody and that no task there is reached at. */
    int freePort(ContainerInstance instance) {
        var taken = tasksOn(instance).stream().map(Task::port).collect(Collectors.toSet());
        return IntStream.rangeClosed(FIRST_FREE_PORT, LAST_FREE_PORT)
                .filter(port -> !taken.contains(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("instance must have a free port, but " + instance.id()
                        + " has none from " + FIRST_FREE_PORT + " to " + LAST_FREE_PORT));
    }

    int count(TaskSet set, ContainerInstance instance) {
        return berth(instance).count(set);
    }

    private void fill(ContainerInstance instance) {
        for (var next = next(instance); next.isPresent(); next = next(instance)) {
            next.get().give(instance);
        }
    }

    private record Claim(InstanceSite site, Task task) {
        void give(ContainerInstance instance) {
            site.give(task, instance);
        }
    }

    // Daemons start before all others (ECS developer guide, daemon services).
    private Optional<Claim> next(ContainerInstance instance) {
        return sites.stream()
                .flatMap(site -> site.nextFor(instance).map(task -> new Claim(site, task)).stream())
                .min(Comparator.comparing((Claim claim) -> !claim.task().isPinned())
                        .thenComparing(claim -> claim.task().createdAt()));
    }

    // Daemons stop after all others (ECS developer guide, container instance draining).
    private void stopTheLast(ContainerInstance instance) {
        var tasks = tasksOn(instance);
        if (instance.status() == Status.DRAINING && tasks.stream().allMatch(Task::isPinned)) {
            tasks.forEach(task -> task.set().stop(task));
        }
    }

    private List<Task> tasksOn(ContainerInstance instance) {
        return berth(instance).all();
    }

    private Berth berth(ContainerInstance instance) {
        var berth = berths.get(instance.id());
        if (berth == null) {
            throw new IllegalArgumentException(
                    "container instance must be registered, but " + instance.id() + " is not");
        }
        return berth;
    }
}
