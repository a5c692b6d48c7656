package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.task.Task;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Service;

/** A service as it was found somewhere: its desired count can be set, and nothing follows from it. */
public final class RecordedService implements io.tidegate.simulatedaws.service.Service {
    private final ServiceName name;
    private final Service shape;
    private int desired;
    private boolean active;

    RecordedService(ServiceName name, Service shape) {
        this.name = name;
        this.shape = shape;
        this.desired = shape.desiredCount();
        this.active = "ACTIVE".equals(shape.status());
    }

    /** As it was recorded, but for what can be set. */
    public Service shape() {
        return shape.toBuilder()
                .desiredCount(desired)
                .status(active ? "ACTIVE" : "INACTIVE")
                .build();
    }

    @Override
    public ServiceName name() {
        return name;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public boolean takesDesired() {
        return !"DAEMON".equals(shape.schedulingStrategyAsString());
    }

    @Override
    public int desired() {
        return desired;
    }

    @Override
    public int running() {
        return shape.runningCount();
    }

    @Override
    public int pending() {
        return shape.pendingCount();
    }

    @Override
    public List<Task> tasks() {
        return List.of();
    }

    @Override
    public Optional<Task> task(String id) {
        return Optional.empty();
    }

    @Override
    public void setDesired(int count) {
        desired = count;
    }

    @Override
    public void delete() {
        active = false;
    }
}
