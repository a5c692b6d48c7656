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
import io.tidegate.streams.policy.ClusterPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;

/**
 * A service that the real deciders scale second by second, and the journal of it. What it does with orders and load is its own,
 * and shares nothing with the simulation; only the journal is told.
 */
final class World implements Past {
    private static final int PANE = 10;
    private static final int LOOK = 5;
    private static final String CLUSTER = "cluster/demo";
    private static final int ACTIVE = -1;

    private final CapacityPolicy policy;
    private final Laws laws;
    private final Housing housing;
    private final Random chance;
    private final List<Happened> journal = new ArrayList<>();
    private final JournalPartition deciders = new JournalPartition(new TargetStates.InMemory(), Duration.ofDays(1_000));
    private final PriorityQueue<Long> starting = new PriorityQueue<>();
    private final List<Commanded> ordered = new ArrayList<>();
    private final PriorityQueue<Long> launching = new PriorityQueue<>();
    // By number; how many tasks are left on one that drains, less than 0 on one that does not.
    private final TreeMap<Integer, Integer> instances = new TreeMap<>();
    private int launched;
    private int wanted;
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
     * The instances that its tasks run on, filled one after the other. Without a policy another one is launched when a task finds no
     * room, and the last one goes when it is empty.
     *
     * @param tasks that fit on one
     * @param launch what one takes to come, in seconds; with a policy up to a third more, from chance alone
     * @param told whether the journal tells of them
     */
    record Housing(int tasks, int launch, boolean told, Optional<ClusterPolicy> policy) {
        static final Housing NONE = new Housing(100_000, 0, false, Optional.empty());
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
        this.wanted = Math.ceilDiv(running, housing.tasks());
        for (; launched < wanted; launched++) {
            instances.put(launched, ACTIVE);
        }
        this.running = running;
        this.desired = running;
        this.chance = new Random(11);
    }

    /** Lets it live. */
    World live(Instant from, Duration time) {
        String target = policy.targets().getFirst().text();
        takes(from, new Input.PolicyChanged(policy.name(), List.of(target), List.of(), Optional.of(policy)));
        housing.policy()
                .ifPresent(driving -> takes(
                        from,
                        new Input.PolicyChanged(driving.name(), List.of(CLUSTER), List.of(), Optional.of(driving))));
        double sum = 0;
        for (long second = 0; second < time.toSeconds(); second++) {
            var now = from.plusSeconds(second);
            start(second);
            house(second);
            if (housing.told() && second % (2 * LOOK) == 0) {
                takes(now, new Input.Observed(CLUSTER, now, new Observation.Cluster(instances())));
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
            switch (command.order()) {
                case Order.Capacity capacity when command.target().equals("asg/demo") -> wanted = capacity.desired();
                case Order.Capacity capacity -> desired = capacity.desired();
                case Order.Drain drain ->
                    instances.computeIfPresent(number(drain.instance()), (number, _) -> tasks(number));
                case Order.Terminate terminate -> {
                    instances.remove(number(terminate.instance()));
                    wanted -= terminate.decrement() ? 1 : 0;
                }
                default -> throw new IllegalStateException("order must be of a capacity, was " + command.order());
            }
            launch(second);
            place(second);
            while (running + starting.size() > desired && !starting.isEmpty()) {
                starting.remove();
            }
            while (running > desired) {
                stop();
            }
            takes(now, new Input.Settled(command.target(), command.id(), Input.Result.APPLIED, now));
        }
        ordered.clear();
    }

    private static int number(String instance) {
        return Integer.parseInt(instance.substring(2));
    }

    private int room() {
        return housing.tasks()
                * (int) instances.values().stream()
                        .filter(left -> left == ACTIVE)
                        .count();
    }

    private int moving() {
        return instances.values().stream().mapToInt(left -> Math.max(0, left)).sum();
    }

    // One on an instance that drains first.
    private void stop() {
        running--;
        for (var instance : instances.entrySet()) {
            if (instance.getValue() > 0) {
                instance.setValue(instance.getValue() - 1);
                return;
            }
        }
    }

    private void place(long second) {
        while (running - moving() + starting.size() < Math.min(desired, room())) {
            launchFree = Math.max(second, launchFree + Math.round(laws.atATime()));
            starting.add(launchFree + Math.round(laws.start().seconds(chance)));
        }
    }

    private void launch(long second) {
        while (instances.size() + launching.size() < wanted) {
            double late = housing.policy().isPresent() ? chance.nextDouble() / 3 : 0;
            launching.add(second + Math.round(housing.launch() * (1 + late)));
        }
    }

    private void house(long second) {
        while (!launching.isEmpty() && launching.peek() <= second) {
            launching.remove();
            instances.put(launched++, ACTIVE);
        }
        if (housing.policy().isEmpty()) {
            houseByItself(second);
        }
        place(second);
    }

    private void houseByItself(long second) {
        if (desired > room() + launching.size() * housing.tasks()) {
            wanted++;
            launch(second);
        }
        if (running + starting.size() <= room() - 2 * housing.tasks()) {
            wanted--;
            instances.pollLastEntry();
        }
    }

    private ObservedCluster instances() {
        var all = instances.keySet().stream()
                .map(number -> instance(number, tasks(number)))
                .toList();
        var web = new ObservedCluster.Workload(
                "web", ObservedCluster.Kind.REPLICA, "ACTIVE", desired, running, true, Optional.of(task(1)));
        var group = new ObservedCluster.Group(
                "demo",
                0,
                100,
                instances.size() + launching.size(),
                launching.size(),
                Optional.of(task(housing.tasks())));
        return new ObservedCluster("arn:demo", all, List.of(web), Optional.of(group), Optional.empty());
    }

    // Those that drain keep theirs until others have started; the rest are filled in turn.
    private int tasks(int number) {
        int left = Objects.requireNonNull(instances.get(number));
        long before = instances.headMap(number).values().stream()
                .filter(each -> each == ACTIVE)
                .count();
        return left == ACTIVE
                ? Math.clamp(running - moving() + starting.size() - before * housing.tasks(), 0, housing.tasks())
                : left;
    }

    private ObservedCluster.Instance instance(int number, int tasks) {
        String id = "i-%03d".formatted(number);
        boolean drains = Objects.requireNonNull(instances.get(number)) != ACTIVE;
        return new ObservedCluster.Instance(
                id,
                "arn:" + id,
                drains ? "DRAINING" : "ACTIVE",
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
            if (running > desired) {
                stop();
            }
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
