package io.tidegate.simulatedaws.task;

import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.instance.PlacementStrategy;
import io.tidegate.simulatedaws.instance.TaskShape;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places on the instances of a cluster for tasks of one shape; who finds no room waits. */
public final class InstanceSite implements Site {
    private final InstancePool pool;
    private final TaskShape shape;
    private final PlacementStrategy strategy;
    private final @Nullable Door door;
    private final LinkedHashSet<Task> waiting = new LinkedHashSet<>();

    /** @param door null where nobody sends the tasks anything */
    InstanceSite(InstancePool pool, TaskShape shape, PlacementStrategy strategy, @Nullable Door door) {
        this.pool = pool;
        this.shape = shape;
        this.strategy = strategy;
        this.door = door;
    }

    @Override
    public boolean want(Task task) {
        var instance = choose(task);
        instance.ifPresentOrElse(chosen -> pool.put(task, chosen, shape), () -> waiting.add(task));
        return instance.isPresent();
    }

    @Override
    public void leave(Task task) {
        if (!waiting.remove(task)) {
            pool.vacate(task, shape);
        }
    }

    @Override
    public void open(Task task) {
        var host = task.host();
        if (door != null && host != null) {
            task.reachedAt(door.port() == 0 ? pool.freePort(host) : door.port());
            door.entrance().open(host.identity().ec2InstanceId(), task.port());
        }
    }

    @Override
    public Optional<Instant> close(Task task) {
        var host = task.host();
        return door == null || host == null
                ? Optional.empty()
                : Optional.of(door.entrance().close(host.identity().ec2InstanceId(), task.port()));
    }

    /** Whoever waits longest and would find room there now. */
    Optional<Task> nextFor(ContainerInstance instance) {
        return waiting.isEmpty() || !instance.fits(shape)
                ? Optional.empty()
                : waiting.stream().filter(task -> task.mayGoTo(instance)).findFirst();
    }

    /** Tasks that wait for room on any instance. */
    int waiting() {
        return (int) waiting.stream().filter(task -> !task.isPinned()).count();
    }

    TaskShape shape() {
        return shape;
    }

    /** Gives a place to one who has waited. */
    void give(Task task, ContainerInstance instance) {
        waiting.remove(task);
        pool.put(task, instance, shape);
        task.set().placed(task);
    }

    private Optional<ContainerInstance> choose(Task task) {
        var pin = task.pin();
        if (pin != null) {
            return Optional.of(pin).filter(instance -> instance.fits(shape));
        }
        // Nobody waits while there is room, so where one of this shape waits there is none.
        return waiting.isEmpty()
                ? strategy.choose(pool.instances(), shape, instance -> pool.count(task.set(), instance))
                : Optional.empty();
    }
}
