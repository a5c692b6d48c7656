package io.tidegate.deploy.whatif.plant;

import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.journal.ObservedCluster.Port;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An instance under a cluster, as AWS told of it, with the tasks that the simulation has placed on it in the stead of those that
 * ran there. Not thread-safe.
 */
final class Host {
    private static final Resources NONE = Resources.of(0, 0);

    private final String id;
    private final TreeMap<String, Integer> tasks = new TreeMap<>();
    private Resources free = NONE;
    private boolean taking;
    private boolean leaving;

    Host(String id) {
        this.id = id;
    }

    /** AWS told of it: what is left there, and what the tasks of some services took, is for the simulated ones. */
    void observed(ObservedCluster.Instance seen, Map<String, Resources> sizes) {
        leaving = seen.isDraining() || seen.leaving();
        taking = seen.isActive() && seen.connected() && !seen.leaving();
        free = seen.remaining().orElse(NONE);
        sizes.forEach((service, size) -> {
            change(size, seen.tasks().getOrDefault(service, 0));
            change(size, -tasks(service));
        });
    }

    String id() {
        return id;
    }

    /** Whether what runs here has to go elsewhere. */
    boolean isLeaving() {
        return leaving;
    }

    int tasks(String service) {
        return tasks.getOrDefault(service, 0);
    }

    /** Whether one more task of this size may start here. */
    boolean hasRoom(Resources task) {
        return taking
                && task.cpu() <= free.cpu()
                && task.memory() <= free.memory()
                && task.gpus() <= free.gpus()
                && task.ports().stream().noneMatch(port -> free.ports().contains(port));
    }

    void take(String service, Resources task) {
        tasks.put(service, tasks(service) + 1);
        change(task, -1);
    }

    void giveBack(String service, Resources task) {
        tasks.put(service, tasks(service) - 1);
        change(task, 1);
    }

    // So many tasks fewer are here; ports of what is free are those that are taken.
    private void change(Resources task, int fewer) {
        var ports = new TreeSet<Port>(free.ports());
        if (fewer > 0) {
            ports.removeAll(task.ports());
        } else if (fewer < 0) {
            ports.addAll(task.ports());
        }
        free = new Resources(
                free.cpu() + fewer * task.cpu(),
                free.memory() + fewer * task.memory(),
                free.gpus() + fewer * task.gpus(),
                ports);
    }
}
