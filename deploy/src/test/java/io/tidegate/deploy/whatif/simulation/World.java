package io.tidegate.deploy.whatif.simulation;

import io.tidegate.deploy.whatif.past.Happened;
import io.tidegate.deploy.whatif.past.Past;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.ObservedCluster;
import io.tidegate.streams.pane.Aggregate;
import io.tidegate.streams.pane.PartialPane;
import io.tidegate.streams.pane.SeriesId;
import io.tidegate.streams.policy.CapacityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A service that the real deciders scale second by second, and the journal of it. What it does with orders and load is its own,
 * and shares nothing with the simulation; only the journal is told.
 */
final class World implements Past {
    private static final int PANE = 10;
    private static final int LOOK = 5;

    private final CapacityPolicy policy;
    private final Laws laws;
    private final Housing housing;
    private final Random chance;
    private final List<Happened> journal = new ArrayList<>();
    private final JournalPartition deciders = new JournalPartition(new TargetStates.InMemory(), Duration.ofDays(1_000));
    private final PriorityQueue<Long> starting = new PriorityQueue<>();
    private final List<Commanded> ordered = new ArrayList<>();
    private final PriorityQueue<Long> launching = new PriorityQueue<>();
    private int instances;
    private long launchFree;
    private int desired;
    private int running;
    private double noise;

    /**
     * How it behaves.
     *
     * @param load that is asked of it, by second of the day
     * @param utilization in percent, by load for each unit
     * @param start what a start takes, in seconds, from chance alone
     * @param atATime starts wait for one another when this is above 0: so many seconds lie between two
     * @param noise share of the reading, one part of which stays from pane to pane
     */
    record Laws(DoubleUnaryOperator load, DoubleUnaryOperator utilization, Start start, double atATime, double noise) {}

    /**
     * The instances that its tasks run on, filled one after the other: another one is launched when a task finds no room, and the
     * last one goes when it is empty.
     *
     * @param tasks that fit on one
     * @param launch what one takes to come, in seconds
     * @param told whether the journal tells of them
     */
    record Housing(int tasks, int launch, boolean told) {
        static final Housing NONE = new Housing(100_000, 0, false);
    }

    /** What a start takes. */
    interface Start {
        double seconds(Random chance);
    }

    World(CapacityPolicy policy, int running, Laws laws) {
        this(policy, running, laws, Housing.NONE);
    }

    World(CapacityPolicy policy, int running, Laws laws, Housing housing) {
        this.policy = policy;
        this.laws = laws;
        this.housing = housing;
        this.instances = Math.ceilDiv(running, housing.tasks());
        this.running = running;
        this.desired = running;
        this.chance = new Random(11);
    }

    /** Lets it live. */
    World live(Instant from, Duration time) {
        String target = policy.targets().getFirst().text();
        takes(from, new Input.PolicyChanged(policy.name(), List.of(target), List.of(), Optional.of(policy)));
        double sum = 0;
        for (long second = 0; second < time.toSeconds(); second++) {
            var now = from.plusSeconds(second);
            start(second);
            house(second);
            if (housing.told() && second % (2 * LOOK) == 0) {
                takes(now, new Input.Observed("cluster/demo", now, new Observation.Cluster(instances())));
            }
            if (second % LOOK == 0) {
                var seen = new Observation.Service("ACTIVE", desired, running, Math.max(0, desired - running), false);
                takes(now, new Input.Observed(target, now, seen));
            }
            sum += laws.utilization().applyAsDouble(laws.load().applyAsDouble((double) second) / running);
            if ((second + 1) % PANE == 0) {
                takes(now, measured(target, now.plusSeconds(1 - PANE), sum / PANE));
                sum = 0;
            }
            takes(now, new Input.Ticked(now));
            carryOut(now, second);
        }
        return this;
    }

    private Input measured(String target, Instant start, double value) {
        noise = 0.9 * noise + laws.noise() * chance.nextGaussian();
        double read = Math.clamp(value * (1 + noise), 0, 100);
        var metric = policy.metrics().getFirst().selector();
        var pane = new PartialPane(
                start,
                Duration.ofSeconds(PANE),
                0,
                1,
                new Aggregate(1, read, read, read, read, start.plusSeconds(PANE - 1)),
                0);
        return new Input.Measured(SeriesId.of(metric.name(), metric.dimensions()), pane, List.of(target));
    }

    private void takes(Instant at, Input input) {
        journal.add(new Happened(
                at.toEpochMilli(),
                input instanceof Input.Ticked ? "" : policy.targets().getFirst().domain(),
                input));
        for (var result : deciders.apply(policy.targets().getFirst().domain(), input)) {
            if (result instanceof Result.Emitted(Commanded commanded)) {
                ordered.add(commanded);
            }
        }
    }

    private void carryOut(Instant now, long second) {
        for (var command : List.copyOf(ordered)) {
            desired = ((Order.Capacity) command.order()).desired();
            place(second);
            while (running + starting.size() > desired && !starting.isEmpty()) {
                starting.remove();
            }
            running = Math.min(running, desired);
            takes(now, new Input.Settled(command.target(), command.id(), Input.Result.APPLIED, now));
        }
        ordered.clear();
    }

    private int room() {
        return instances * housing.tasks();
    }

    private void place(long second) {
        while (running + starting.size() < Math.min(desired, room())) {
            launchFree = Math.max(second, launchFree + Math.round(laws.atATime()));
            starting.add(launchFree + Math.round(laws.start().seconds(chance)));
        }
    }

    private void house(long second) {
        while (!launching.isEmpty() && launching.peek() <= second) {
            launching.remove();
            instances++;
        }
        if (desired > room() + launching.size() * housing.tasks()) {
            launching.add(second + housing.launch());
        }
        if (running + starting.size() <= room() - 2 * housing.tasks()) {
            instances--;
        }
        place(second);
    }

    private ObservedCluster instances() {
        int placed = running + starting.size();
        var all = IntStream.range(0, instances)
                .mapToObj(number ->
                        instance(number, Math.clamp(placed - (long) number * housing.tasks(), 0, housing.tasks())))
                .toList();
        var web = new ObservedCluster.Workload(
                "web", ObservedCluster.Kind.REPLICA, "ACTIVE", desired, running, true, Optional.of(task(1)));
        var group = new ObservedCluster.Group(
                "demo", 0, 100, instances + launching.size(), launching.size(), Optional.of(task(housing.tasks())));
        return new ObservedCluster("arn:demo", all, List.of(web), Optional.of(group), Optional.empty());
    }

    private ObservedCluster.Instance instance(int number, int tasks) {
        String id = "i-%03d".formatted(number);
        return new ObservedCluster.Instance(
                id,
                "arn:" + id,
                "ACTIVE",
                true,
                Optional.of(task(housing.tasks())),
                Optional.of(task(housing.tasks() - tasks)),
                tasks,
                0,
                new TreeMap<>(Map.of("web", tasks)),
                false,
                false);
    }

    private static ObservedCluster.Resources task(int times) {
        return ObservedCluster.Resources.of(256 * times, 512 * times);
    }

    private void start(long second) {
        while (!starting.isEmpty() && starting.peek() <= second) {
            starting.remove();
            running++;
        }
    }

    @Override
    public void read(Predicate<Happened> taker) {
        for (var happened : journal) {
            if (!taker.test(happened)) {
                return;
            }
        }
    }

    @Override
    public Optional<Instant> earliest() {
        return Optional.of(Instant.ofEpochMilli(journal.getFirst().at()));
    }

    @Override
    public boolean tellsCapacity() {
        return true;
    }

    @Override
    public boolean tellsOrders() {
        return true;
    }

    @Override
    public boolean hasTicks() {
        return true;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }
}
