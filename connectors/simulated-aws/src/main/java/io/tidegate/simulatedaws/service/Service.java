package io.tidegate.simulatedaws.ecs;

import io.tidegate.simulatedaws.physics.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A service: keeps as many tasks as are desired, each of which takes its time to start and to stop. */
final class Service {
    /** What services live in. */
    record Surroundings(
            Timeline timeline,
            RandomGenerator random,
            TaskLatencies latencies,
            ObjIntConsumer<ServiceName> runningChanged) {}

    private final ServiceName name;
    private final Surroundings surroundings;
    private final Instant createdAt;
    private final List<Task> tasks = new ArrayList<>();
    private int desired;
    private boolean active = true;
    private @Nullable Instant firstSteadyAt;

    /** A new service, {@code running} of whose tasks run already; the others start now. */
    Service(ServiceName name, int desired, int running, Surroundings surroundings) {
        this.name = name;
        this.surroundings = surroundings;
        this.createdAt = surroundings.timeline().now();
        for (var i = 0; i < running; i++) {
            newTask().started(createdAt);
        }
        setDesired(desired);
        runningChanged();
    }

    ServiceName name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    int desired() {
        return desired;
    }

    boolean isActive() {
        return active;
    }

    int running() {
        return (int) tasks.stream().filter(Task::isRunning).count();
    }

    int pending() {
        return tasks.size() - running();
    }

    /** When the service first had all the tasks it wanted: a rollout is complete from then on, whatever scaling does. */
    @Nullable
    Instant firstSteadyAt() {
        return firstSteadyAt;
    }

    /** In order of creation. */
    List<Task> tasks() {
        return List.copyOf(tasks);
    }

    void setDesired(int count) {
        desired = count;
        var wanted = tasks.stream().filter(Task::isWanted).toList();
        for (var i = wanted.size(); i < count; i++) {
            start(newTask());
        }
        // Pending tasks go first, for they serve nobody; then the youngest.
        wanted.stream()
                .sorted(Comparator.comparing(Task::isRunning).thenComparing(Task::createdAt, Comparator.reverseOrder()))
                .limit(Math.max(0, wanted.size() - count))
                .toList()
                .forEach(this::stop);
        noteSteadiness();
    }

    /** Deletes the service: it stays known as inactive, and its tasks stop. */
    void delete() {
        setDesired(0);
        active = false;
    }

    private Task newTask() {
        var id = "%016x%016x"
                .formatted(
                        surroundings.random().nextLong(), surroundings.random().nextLong());
        var task = new Task(id, surroundings.timeline().now());
        tasks.add(task);
        return task;
    }

    private void start(Task task) {
        var startup = surroundings.latencies().start().draw(surroundings.random());
        var timeline = surroundings.timeline();
        timeline.at(timeline.now().plus(startup), () -> {
            if (tasks.contains(task)) { // It may have been stopped while it was pending.
                task.started(timeline.now());
                runningChanged();
            }
        });
    }

    private void stop(Task task) {
        if (!task.isRunning()) {
            tasks.remove(task);
            return;
        }
        task.stopping();
        var shutdown = surroundings.latencies().stop().draw(surroundings.random());
        var timeline = surroundings.timeline();
        timeline.at(timeline.now().plus(shutdown), () -> {
            tasks.remove(task);
            runningChanged();
        });
    }

    private void runningChanged() {
        surroundings.runningChanged().accept(name, running());
        noteSteadiness();
    }

    private void noteSteadiness() {
        if (firstSteadyAt == null && running() == desired && pending() == 0) {
            firstSteadyAt = surroundings.timeline().now();
        }
    }
}
