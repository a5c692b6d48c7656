package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.task.InstanceWatcher;
import io.tidegate.simulatedaws.task.Site;
import io.tidegate.simulatedaws.task.Task;
import io.tidegate.simulatedaws.task.TaskSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/** A service whose tasks come and go as time passes. */
public abstract sealed class LiveService implements Service, InstanceWatcher permits ReplicaService, DaemonService {
    /** What services live in. */
    record Surroundings(TaskSet.Surroundings tasks, ObjIntConsumer<ServiceName> runningChanged) {}

    private final ServiceName name;
    private final ServicePlan plan;
    private final LaunchType launchType;
    private final Surroundings surroundings;
    private final Instant createdAt;
    private final TaskSet tasks;
    private boolean active = true;
    private @Nullable Instant firstSteadyAt;

    LiveService(ServiceName name, ServicePlan plan, LaunchType launchType, Site site, Surroundings surroundings) {
        this.name = name;
        this.plan = plan;
        this.launchType = launchType;
        this.surroundings = surroundings;
        this.createdAt = surroundings.tasks().timeline().now();
        var label = new TaskSet.Label(name.cluster(), "service:" + name.service(), plan.definition(), launchType);
        this.tasks = new TaskSet(label, site, this::changed, surroundings.tasks());
    }

    @Override
    public ServiceName name() {
        return name;
    }

    public ServicePlan plan() {
        return plan;
    }

    public LaunchType launchType() {
        return launchType;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When the service first had all the tasks it wanted: a rollout is complete from then on, whatever scaling does. */
    public @Nullable Instant firstSteadyAt() {
        return firstSteadyAt;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public int running() {
        return tasks.running();
    }

    @Override
    public int pending() {
        return tasks.pending();
    }

    @Override
    public List<Task> tasks() {
        return tasks.tasks();
    }

    @Override
    public Optional<Task> task(String id) {
        return tasks.task(id);
    }

    @Override
    public void delete() {
        active = false;
    }

    /** Tells how many tasks run now. */
    void changed() {
        surroundings.runningChanged().accept(name, running());
        noteSteadiness();
    }

    final void noteSteadiness() {
        if (firstSteadyAt == null && running() == desired() && pending() == 0) {
            firstSteadyAt = surroundings.tasks().timeline().now();
        }
    }

    TaskSet set() {
        return tasks;
    }
}
