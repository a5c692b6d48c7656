package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.instance.ContainerInstance.Status;
import io.tidegate.simulatedaws.instance.Holding;
import io.tidegate.simulatedaws.task.InstancePool;
import io.tidegate.simulatedaws.task.InstanceSite;
import io.tidegate.simulatedaws.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/** Keeps one task on every active instance. The pool stops the task of a draining instance when no others are left there. */
public final class DaemonService extends LiveService {
    private final InstancePool pool;
    private final LinkedHashMap<ContainerInstance, Task> tasks = new LinkedHashMap<>();

    DaemonService(ServiceName name, ServicePlan plan, InstancePool pool, InstanceSite site, Surroundings surroundings) {
        super(name, plan, LaunchType.EC2, site, surroundings);
        this.pool = pool;
    }

    /** Starts a task on every active instance. */
    void begin() {
        List.copyOf(pool.instances()).forEach(this::joined);
        changed();
    }

    @Override
    public boolean takesDesired() {
        return false;
    }

    /** As many as there are active instances; none when it is deleted. */
    @Override
    public int desired() {
        return isActive()
                ? (int) pool.instances().stream().filter(DaemonService::isMeant).count()
                : 0;
    }

    /**
     * No way to scale a daemon.
     *
     * @throws IllegalStateException always
     */
    @Override
    public void setDesired(int count) {
        throw new IllegalStateException(
                "a daemon must follow the instances, but " + name().target() + " was to have " + count + " tasks");
    }

    @Override
    public void delete() {
        super.delete();
        List.copyOf(tasks.values()).forEach(set()::stop);
        tasks.clear();
    }

    @Override
    public void joined(ContainerInstance instance) {
        var task = tasks.get(instance);
        if (isActive() && isMeant(instance) && (task == null || !task.isWanted())) {
            tasks.put(instance, set().beginOn(instance));
        }
    }

    @Override
    public void draining(ContainerInstance instance) {
        var task = tasks.get(instance);
        if (task != null && !task.isRunning()) {
            drop(instance, task);
        }
    }

    @Override
    public void left(ContainerInstance instance) {
        var task = tasks.get(instance);
        if (task != null) {
            drop(instance, task);
            changed();
        }
    }

    private void drop(ContainerInstance instance, Task task) {
        tasks.remove(instance);
        set().stop(task);
    }

    // What runs on an instance as it was given is not known, and does not change.
    private static boolean isMeant(ContainerInstance instance) {
        return instance.status() == Status.ACTIVE && instance.holding() instanceof Holding.Counted;
    }
}
