package io.tidegate.deploy.whatif.plant;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.ObservedCluster.Resources;
import io.tidegate.streams.policy.Bounds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A service on a simulated cluster: a task starts once an instance has room for it, and holds that room until it has ended. On an
 * instance that drains it works until its replacement does, as ECS has it at a minimum of 100 % healthy. Not thread-safe.
 */
public final class Tenant implements SimulatedUnits {
    private final SimulatedCluster cluster;
    private final String name;
    private final Plant plant;
    private final long seed;
    private final Occupancy occupancy;
    private final List<Task> starting = new ArrayList<>();
    private final List<Task> running = new ArrayList<>();
    private final List<Task> stopping = new ArrayList<>();
    private Bounds bounds;
    private int desired;
    private long started;
    private long stopped;
    private boolean unsettled = true;
    private int homeless;

    /**
     * A task in one of its phases.
     *
     * @param until when it works, or is gone; of no meaning while it works
     */
    private record Task(Host host, long until) {}

    /** Goes on where a target that found room whenever it wanted is. */
    Tenant(SimulatedCluster cluster, String name, Plant plant, long seed, SimulatedUnits before) {
        this.cluster = cluster;
        this.name = name;
        this.plant = plant;
        this.seed = seed;
        this.occupancy = before.occupancy();
        this.bounds = before.bounds();
        this.desired = before.desired();
    }

    @Override
    public int desired() {
        return desired;
    }

    @Override
    public int running() {
        return running.size();
    }

    @Override
    public Bounds bounds() {
        return bounds;
    }

    @Override
    public Occupancy occupancy() {
        return occupancy;
    }

    /** Tasks that have no place. */
    public int waiting() {
        return Math.max(0, desired - staying());
    }

    /** Tasks that neither work nor start, for want of room. */
    int missing() {
        return Math.max(0, desired - running.size() - starting.size());
    }

    /** So many are wanted from now on, whatever an order says. */
    void wants(int tasks) {
        desired = tasks;
        unsettled = true;
    }

    /** Instances changed under its tasks. */
    void unsettle() {
        unsettled = true;
    }

    /** Whether it has to change anything; {@code room} when some was given back since it settled last. */
    boolean isUnsettled(boolean room) {
        return unsettled || (room && homeless > 0);
    }

    private int staying() {
        return starting.size() + (int) running.stream().filter(Tenant::stays).count();
    }

    private static boolean stays(Task task) {
        return !task.host().isLeaving();
    }

    /** Of the whole cluster, for what ends elsewhere makes room here. */
    @Override
    public long nextChange() {
        return cluster.nextChange();
    }

    @Override
    public void advance(long now) {
        cluster.advance(now);
    }

    @Override
    public void carryOut(Order order, long now) {
        cluster.advance(now);
        switch (order) {
            case Order.Capacity capacity -> desired = capacity.desired();
            case Order.Limits limits -> {
                desired = limits.pull(desired);
                bounds = limits.wanted();
            }
            case Order.OneShot _ -> throw new IllegalArgumentException("order must be of a capacity, was " + order);
        }
        unsettled = true;
        cluster.settle(now);
    }

    /** So many tasks work, where they did before, then where room is, then anywhere; and so many are wanted. */
    public void begin(int tasks, int wanted, long now) {
        desired = wanted;
        List.copyOf(starting).forEach(this::cancel);
        while (running.size() > tasks) {
            var task = superfluous();
            running.remove(task);
            cluster.giveBack(task.host(), name, size());
        }
        for (int missing = tasks - running.size(); missing > 0; missing--) {
            cluster.place(name, size()).or(cluster::any).ifPresent(this::works);
        }
        unsettled = true;
        cluster.settle(now);
    }

    /** One works there. */
    void works(Host host) {
        host.take(name, size());
        running.add(new Task(host, Long.MAX_VALUE));
    }

    Resources size() {
        return cluster.size(name);
    }

    /** When the next of its tasks works or is gone. */
    long nextOwn() {
        long next = Long.MAX_VALUE;
        for (var task : starting) {
            next = Math.min(next, task.until());
        }
        for (var task : stopping) {
            next = Math.min(next, task.until());
        }
        return next;
    }

    /** What is ready by then works, what has ended gives its room back. */
    void pass(long now) {
        if (nextOwn() > now) {
            return;
        }
        unsettled = true;
        starting.stream()
                .filter(task -> task.until() <= now)
                .forEach(task -> running.add(new Task(task.host(), Long.MAX_VALUE)));
        starting.removeIf(task -> task.until() <= now);
        stopping.stream()
                .filter(task -> task.until() <= now)
                .forEach(task -> cluster.giveBack(task.host(), name, size()));
        stopping.removeIf(task -> task.until() <= now);
    }

    /** Instances are gone, and their tasks with them. */
    void lose(Collection<Host> gone) {
        unsettled = true;
        starting.removeIf(task -> gone.contains(task.host()));
        running.removeIf(task -> gone.contains(task.host()));
        stopping.removeIf(task -> gone.contains(task.host()));
    }

    /** Starts what is missing where there is room, and stops what is too much: what does not work yet before what does. */
    void settle(long now) {
        starting.stream().filter(task -> !stays(task)).toList().forEach(this::cancel);
        while (staying() > desired && !starting.isEmpty()) {
            cancel(starting.stream().max(Comparator.comparingLong(Task::until)).orElseThrow());
        }
        while (running.size() > desired) {
            stop(now);
        }
        boolean room = true;
        for (int missing = waiting(); missing > 0 && room; missing--) {
            var host = cluster.place(name, size());
            room = host.isPresent();
            host.ifPresent(found -> start(found, now));
        }
        homeless = waiting();
        unsettled = false;
        occupancy.set(now, running.size(), running.size() + starting.size() + stopping.size());
    }

    private void start(Host host, long now) {
        host.take(name, size());
        starting.add(new Task(host, now + plant.startup().pick(seed ^ started++).toMillis()));
    }

    private void cancel(Task task) {
        starting.remove(task);
        cluster.giveBack(task.host(), name, size());
    }

    // Off instances that drain first, then where most of the service's tasks are, so that they stay spread.
    private Task superfluous() {
        return running.stream()
                .max(Comparator.<Task, Boolean>comparing(task -> !stays(task))
                        .thenComparingInt(task -> task.host().tasks(name))
                        .thenComparing(task -> task.host().id()))
                .orElseThrow();
    }

    private void stop(long now) {
        var task = superfluous();
        running.remove(task);
        long until = now + plant.stopping().pick(~seed ^ stopped++).toMillis();
        stopping.add(new Task(task.host(), until));
    }
}
