package io.tidegate.deploy.whatif.plant;

import io.tidegate.streams.journal.ObservedCluster.Instance;
import io.tidegate.streams.journal.ObservedCluster.Port;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An instance under a cluster, as AWS told of it or as the simulation has launched it, with the tasks that the simulation has placed on
 * it in the stead of those that ran there. Not thread-safe.
 */
final class Host {
    private static final Resources NONE = Resources.of(0, 0);

    private final String id;
    private final TreeMap<String, Integer> tasks = new TreeMap<>();
    private String arn;
    private Resources whole = NONE;
    private Resources free = NONE;
    private SortedMap<String, Integer> daemons = new TreeMap<>();
    private boolean taking;
    private boolean leaving;
    private boolean ending;
    private boolean kept;

    Host(String id) {
        this.id = id;
        this.arn = id;
    }

    /** A new one, on which daemons run and nothing else. */
    static Host launched(String id, Resources whole, SortedMap<String, Resources> daemons) {
        var host = new Host(id);
        host.whole = whole;
        host.free = whole;
        host.taking = true;
        daemons.forEach((name, size) -> {
            host.daemons.put(name, 1);
            host.change(size, -1);
        });
        return host;
    }

    /** AWS told of it: what is left there, and what the tasks of some services took, is for the simulated ones. */
    void observed(Instance seen, SortedMap<String, Resources> sizes, SortedMap<String, Resources> daemonSizes) {
        arn = seen.arn();
        ending = seen.leaving();
        leaving = seen.isDraining() || ending;
        taking = seen.isActive() && seen.connected() && !ending;
        kept = seen.scaleInProtected();
        free = seen.remaining().orElse(NONE);
        whole = seen.registered().orElse(free);
        daemons = new TreeMap<>(seen.tasks());
        daemons.keySet().retainAll(daemonSizes.keySet());
        sizes.forEach((service, size) -> {
            change(size, seen.tasks().getOrDefault(service, 0));
            change(size, -tasks(service));
        });
    }

    /** As AWS would tell of it. */
    Instance shown() {
        var all = new TreeMap<>(daemons);
        all.putAll(tasks);
        all.values().removeIf(count -> count == 0);
        int count = all.values().stream().mapToInt(Integer::intValue).sum();
        String status = leaving ? "DRAINING" : "ACTIVE";
        return new Instance(id, arn, status, true, Optional.of(whole), Optional.of(free), count, 0, all, kept, ending);
    }

    String id() {
        return id;
    }

    /** All that it has. */
    Resources whole() {
        return whole;
    }

    /** All that it has but what is left. */
    Resources used() {
        return Resources.of(whole.cpu() - free.cpu(), whole.memory() - free.memory());
    }

    /** Whether what runs here has to go elsewhere. */
    boolean isLeaving() {
        return leaving;
    }

    /** Whether its group counts it no more. */
    boolean isEnding() {
        return ending;
    }

    /** It takes no more tasks, and those that it has are to go. */
    void drain() {
        taking = false;
        leaving = true;
    }

    /** Its group ends it. */
    void end() {
        drain();
        ending = true;
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
