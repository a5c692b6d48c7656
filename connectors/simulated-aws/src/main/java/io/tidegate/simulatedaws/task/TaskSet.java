package io.tidegate.simulatedaws.task;

import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.physics.Latency;
import io.tidegate.simulatedaws.physics.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Tasks of one kind through their lives: each needs a place first, and takes its time to start and to stop. */
public final class TaskSet {
    /** What tasks live in. */
    public record Surroundings(Timeline timeline, RandomGenerator random, TaskLatencies latencies) {}

    /**
     * What all of the tasks have in common.
     *
     * @param group {@code service:<name>} or {@code family:<name>}
     */
    public record Label(String cluster, String group, TaskDefinition definition, LaunchType launchType) {}

    private final Label label;
    private final Site site;
    private final Runnable changed;
    private final Surroundings surroundings;
    private final LinkedHashMap<String, Task> tasks = new LinkedHashMap<>();
    private int running;
    private int stopping;

    /**
     * @param changed run whenever a task has started, or one that ran is gone but for the end of its instance
     */
    public TaskSet(Label label, Site site, Runnable changed, Surroundings surroundings) {
        this.label = label;
        this.site = site;
        this.changed = changed;
        this.surroundings = surroundings;
    }

    public Label label() {
        return label;
    }

    /** In order of creation. */
    public List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    public Optional<Task> task(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    /** Tasks that run, with those that are stopping. */
    public int running() {
        return running;
    }

    /** Tasks that start or wait for room. */
    public int pending() {
        return tasks.size() - running;
    }

    /** Tasks that have not been told to stop. */
    public int wanted() {
        return tasks.size() - stopping;
    }

    /** Tasks that run and have not been told to stop. */
    public int healthy() {
        return running - stopping;
    }

    /** A new task, which starts as soon as it has a place. */
    public Task begin() {
        return begin(null);
    }

    /** A new task that belongs on this instance and nowhere else. */
    public Task beginOn(ContainerInstance instance) {
        return begin(instance);
    }

    /** A new task that runs already if there is room for it. */
    public void beginRunning() {
        var task = newTask(null);
        if (site.want(task)) {
            run(task);
        }
    }

    /** Stops a task, at once when it is pending; one that is stopping or gone changes nothing. */
    public void stop(Task task) {
        if (!tasks.containsKey(task.id())) {
            return;
        }
        if (!task.isRunning()) {
            forget(task);
            site.leave(task);
        } else if (task.isWanted()) {
            task.stopping();
            stopping++;
            // It goes on until the requests that are under way have ended, and is told to stop only then.
            var told = site.close(task).orElse(surroundings.timeline().now());
            var stopped = told.plus(surroundings.latencies().stop().draw(surroundings.random()));
            surroundings.timeline().at(stopped, () -> {
                if (tasks.containsKey(task.id())) { // Its instance may be gone, and the task with it.
                    forget(task);
                    site.leave(task);
                    changed.run();
                }
            });
        }
    }

    /** The task has found the room that it waited for. */
    void placed(Task task) {
        start(task);
    }

    /** The task has ended with its instance. */
    void lost(Task task) {
        forget(task);
    }

    private Task begin(@Nullable ContainerInstance pin) {
        var task = newTask(pin);
        if (site.want(task)) {
            start(task);
        }
        return task;
    }

    private Task newTask(@Nullable ContainerInstance pin) {
        var random = surroundings.random();
        var id = "%016x%016x".formatted(random.nextLong(), random.nextLong());
        var task = new Task(id, this, pin, surroundings.timeline().now());
        tasks.put(id, task);
        return task;
    }

    private void start(Task task) {
        after(surroundings.latencies().start(), () -> {
            if (tasks.containsKey(task.id())) { // It may have been stopped while it was pending.
                run(task);
                changed.run();
            }
        });
    }

    private void run(Task task) {
        task.started(surroundings.timeline().now());
        running++;
        site.open(task);
    }

    private void forget(Task task) {
        tasks.remove(task.id());
        running -= task.isRunning() ? 1 : 0;
        stopping -= task.isWanted() ? 0 : 1;
    }

    private void after(Latency latency, Runnable action) {
        var timeline = surroundings.timeline();
        timeline.at(timeline.now().plus(latency.draw(surroundings.random())), action);
    }
}
