package io.tidegate.simulatedaws.service;

import io.tidegate.simulatedaws.instance.ContainerInstance;
import io.tidegate.simulatedaws.task.Site;
import io.tidegate.simulatedaws.task.Task;
import java.util.Comparator;
import java.util.LinkedHashSet;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/**
 * Keeps as many tasks as are desired. Tasks on draining instances are replaced: as many stop, and as many are started before
 * others have stopped, as the plan's percentages let.
 */
public final class ReplicaService extends LiveService {
    // Pending tasks go first, for they serve nobody, and of them those without a place; then the youngest.
    private static final Comparator<Task> FIRST_TO_GO = Comparator.comparing(Task::isRunning)
            .thenComparing(task -> task.host() != null)
            .thenComparing(Task::createdAt, Comparator.reverseOrder());

    /** Tasks that run on draining instances, and have not been told to stop. */
    private final LinkedHashSet<Task> leaving = new LinkedHashSet<>();

    private int desired;

    /** A new service, {@code running} of whose tasks run already if there is room for them; the others start now. */
    ReplicaService(ServiceName name, ServicePlan plan, LaunchType launchType, Site site, Surroundings surroundings) {
        super(name, plan, launchType, site, surroundings);
    }

    /** Lets so many tasks run at once, and starts or stops the others. */
    void begin(int initialDesired, int running) {
        for (var i = 0; i < running; i++) {
            set().beginRunning();
        }
        desired = initialDesired;
        changed();
    }

    @Override
    public boolean takesDesired() {
        return true;
    }

    @Override
    public int desired() {
        return desired;
    }

    @Override
    public void setDesired(int count) {
        desired = count;
        reconcile();
    }

    @Override
    public void delete() {
        setDesired(0);
        super.delete();
    }

    @Override
    void changed() {
        super.changed();
        reconcile();
    }

    @Override
    public void joined(ContainerInstance instance) {
        leaving.removeIf(task -> task.host() == instance);
        reconcile();
    }

    @Override
    public void draining(ContainerInstance instance) {
        for (var task : set().tasks()) {
            if (task.host() == instance && !task.isRunning()) {
                set().stop(task);
            } else if (task.host() == instance && task.isWanted()) {
                leaving.add(task);
            }
        }
        reconcile();
    }

    @Override
    public void left(ContainerInstance instance) {
        leaving.removeIf(task -> task.host() == instance);
        changed();
    }

    private void reconcile() {
        stopSurplus();
        stopReplaced();
        var lacking = desired - staying();
        var allowed = plan().most(desired) - set().wanted();
        for (var i = 0; i < Math.min(lacking, allowed); i++) {
            set().begin();
        }
        noteSteadiness();
    }

    private void stopSurplus() {
        var surplus = staying() - desired;
        if (surplus > 0) {
            set().tasks().stream()
                    .filter(task -> task.isWanted() && !leaving.contains(task))
                    .sorted(FIRST_TO_GO)
                    .limit(surplus)
                    .toList()
                    .forEach(set()::stop);
        }
    }

    private void stopReplaced() {
        for (var spare = set().healthy() - plan().fewest(desired); spare > 0 && !leaving.isEmpty(); spare--) {
            set().stop(leaving.removeFirst());
        }
    }

    private int staying() {
        return set().wanted() - leaving.size();
    }
}
