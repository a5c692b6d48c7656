package io.tidegate.deploy.simulation;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.inventory.InventoryApi;
import io.tidegate.connectors.inventory.InventoryBridge;
import io.tidegate.connectors.inventory.Watched;
import io.tidegate.connectors.lifecycle.LifecycleApi;
import io.tidegate.deploy.simulation.Promises.Broken;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.Step;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.fault.FaultRates;
import io.tidegate.simulatedaws.hook.Transition;
import io.tidegate.simulatedaws.queue.QueueFaults;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.JournalSerdes;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Instances of three groups that leave under load, in virtual time and on one thread, under one seed: the production source of lifecycle
 * events, inventory, deciders, planner and actuators, the SDK's clients and simulated AWS. Messages are lost, doubled, late and malformed;
 * AWS throttles, fails and loses answers; Kafka refuses records; deletions fail; whatever is on its way to the journal or the executor is
 * late, overtaken or doubled. The same seed gives the same run.
 */
final class StormSimulation {
    private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration STORM = Duration.ofSeconds(60);

    /** What leaves last drains, is noticed late, and messages come again after a minute and three receives. */
    private static final Duration LONGEST = Duration.ofSeconds(400);

    private static final Duration INVENTORY = Duration.ofSeconds(3);

    private static final int LEAVING = 3;
    private static final int MALFORMED = 5;

    private final RandomGenerator random;
    private final SimulatedCloud cloud;
    private final AwsClients aws;
    private final Promises promises = new Promises();
    private final JournalPartition partition = new JournalPartition(new TargetStates.InMemory(), Duration.ofDays(1));
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Map<String, String> conclusions = new HashMap<>();
    private final Map<String, String> completing = new HashMap<>();
    private final Map<String, Deque<String>> waiting = new HashMap<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final List<String> trace = new ArrayList<>();
    private final StormSource source;
    private final StormExecutor executor;
    private final StormWorld world;
    private final Watched watched;
    private Instant now = START;
    private long numbers;

    private record Due(Instant at, long number, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    private StormSimulation(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        cloud = new SimulatedCloud(CloudConfig.calm(START, seed).withPace(10).withMetricPeriod(Duration.ofMinutes(60)));
        aws = SteppedAws.clients(cloud);
        world = new StormWorld(cloud, aws);
        watched = world.watched();
        source = new StormSource(LifecycleApi.of(aws), world.groups(), new Now(), random, promises);
        executor = new StormExecutor(aws);
        journal(world.policy(START), Duration.ZERO);
        world.tasks()
                .forEach(task -> after(
                        millis(70_000, 110_000), () -> cloud.instanceClusters().stopTask("shop", task)));
    }

    /** What came of a run: the promise that was broken, if one was, and the story. */
    record Outcome(long seed, Optional<Broken> broken, List<String> trace) {}

    static Outcome run(long seed) {
        var simulation = new StormSimulation(seed);
        try {
            simulation.live();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            simulation.aws.close();
        }
        return new Outcome(seed, simulation.promises.broken(), List.copyOf(simulation.trace));
    }

    private void live() throws InterruptedException {
        calm();
        world.putHooks();
        world.registerNew();
        schedule();
        for (var end = START.plus(LONGEST); now.isBefore(end) && !isOver(); now = now.plus(STEP)) {
            turn();
            check();
            if (promises.broken().isPresent()) {
                return;
            }
        }
        checkEnd();
    }

    private void turn() throws InterruptedException {
        cloud.step(now);
        world.registerNew();
        source.turn();
        source.events().forEach(event -> {
            trace(event.getKind() + " " + event.getInstanceId());
            journal(event, millis(5, 3_000));
        });
        while (!due.isEmpty() && !due.peek().at().isAfter(now)) {
            due.remove().action().run();
        }
    }

    private void schedule() {
        cloud.messageQueues().setFaults(new QueueFaults(0.3, 0.3, 0.2));
        cloud.faults().setRates(new FaultRates(0.04, 0.02, 0.02, 0.02));
        StormWorld.GROUPS.forEach(group -> {
            for (int i = 0; i < LEAVING; i++) {
                after(millis(5_000, STORM.toMillis()), () -> terminate(group));
            }
        });
        after(Duration.ofSeconds(10), () -> {
            var faults = new QueueFaults(0.3, 0.3, 0.2);
            cloud.messageQueues().setFaults(QueueFaults.NONE);
            cloud.messageQueues().sendMalformed(StormWorld.QUEUE, MALFORMED);
            cloud.messageQueues().setFaults(faults);
        });
        after(STORM, () -> cloud.messageQueues().setFaults(QueueFaults.NONE));
        after(Duration.ZERO, this::look);
        after(Duration.ZERO, this::tick);
    }

    private void tick() {
        apply(new JournalEntry("0", new ScheduleTick(0, now)));
        after(Duration.ofSeconds(1), this::tick);
    }

    // One round in eight is lost, and what was seen is told late.
    private void look() {
        var seen = InventoryBridge.observeOnce(InventoryApi.of(aws), watched, new Now());
        if (random.nextInt(8) > 0) {
            seen.observations().forEach(observation -> journal(observation, millis(50, 4_000)));
        }
        after(INVENTORY, this::look);
    }

    private void apply(JournalEntry entry) {
        partition.apply(entry.getDomain(), JournalSerdes.fromAvro(entry)).forEach(this::take);
    }

    private void take(Result result) {
        switch (result) {
            case Result.Emitted(Commanded command) -> send(OutputSerdes.toAvro(command));
            case Result.Emitted(Decided decided) -> {
                conclusions.put(decided.target(), decided.verdict().reason());
                trace(decided.target() + " " + decided.verdict().reason() + ": "
                        + decided.verdict().explanation());
            }
            case Result.Emitted _, Result.SnapshotDue _ -> {}
        }
    }

    private void send(ScaleCommand command) {
        if (command.getAction() instanceof Step step && step.getKind().equals("COMPLETE")) {
            completing.put(command.getId(), step.getSubject());
        }
        waiting.computeIfAbsent(command.getTarget(), _ -> new ArrayDeque<>()).add(command.getId());
        after(millis(20, 1_500), () -> attempt(command));
        if (random.nextInt(8) == 0) {
            after(millis(1_500, 20_000), () -> attempt(command));
        }
    }

    // Those of a target end in their order.
    private void attempt(ScaleCommand command) {
        var before = waiting.getOrDefault(command.getTarget(), new ArrayDeque<>());
        if (before.contains(command.getId()) && !command.getId().equals(before.peek())) {
            after(STEP, () -> attempt(command));
            return;
        }
        var tried = executor.tryNow(command, now);
        tried.outcome().ifPresent(outcome -> {
            trace(outcome.getCommandId() + " " + command.getAction() + " " + outcome.getStatus() + " "
                    + outcome.getReason());
            before.remove(command.getId());
            told(outcome);
            journal(outcome, millis(20, 3_000));
        });
        if (tried.again()) {
            after(millis(500, 4_000), () -> attempt(command));
        }
    }

    private void told(CommandOutcome outcome) {
        var instance = completing.get(outcome.getCommandId());
        if (instance != null && outcome.getStatus() == OutcomeStatus.APPLIED) {
            int times = answers.merge(instance, 1, Integer::sum);
            promises.check(times == 1, Promise.EACH_TOLD_ONCE, "the hook of %s is told %d times", instance, times);
        }
    }

    private void check() {
        var actions = cloud.hookActions(Transition.TERMINATING);
        promises.check(actions.timedOut() == 0, Promise.NONE_EXPIRED, "%d hooks went on", actions.timedOut());
        double dropped = cloud.loadBalancing().droppedRequests();
        promises.check(dropped < 1e-6, Promise.NO_REQUEST_DROPPED, "%.2f requests were dropped", dropped);
        long cutOff = cloud.instanceClusters().tasksCutOff();
        promises.check(cutOff == 0, Promise.NO_TASK_CUT_OFF, "%d tasks ended with their instance", cutOff);
    }

    private boolean isOver() {
        int all = StormWorld.GROUPS.size() * LEAVING;
        return cloud.hookActions(Transition.TERMINATING).completed() == all
                && conclusions.values().stream().filter("COMPLETED"::equals).count() == all
                && cloud.messageQueues().bodies(StormWorld.QUEUE).isEmpty();
    }

    private void checkEnd() {
        int all = StormWorld.GROUPS.size() * LEAVING;
        var actions = cloud.hookActions(Transition.TERMINATING);
        promises.check(
                actions.begun() == all && actions.completed() == all,
                Promise.ALL_DONE,
                "%d instances were to leave: %s",
                all,
                actions);
        long concluded =
                conclusions.values().stream().filter("COMPLETED"::equals).count();
        promises.check(concluded == all, Promise.ALL_DONE, "%d of %d are done with: %s", concluded, all, conclusions);
        promises.check(
                cloud.messageQueues().bodies(StormWorld.QUEUE).isEmpty()
                        && source.deadMessages().size() == MALFORMED,
                Promise.NOTHING_LEFT,
                "%s is left, and %s are dead",
                cloud.messageQueues().bodies(StormWorld.QUEUE),
                source.deadMessages());
    }

    private void calm() {
        cloud.faults().setRates(FaultRates.CALM);
    }

    private void terminate(String group) {
        world.terminate(group, random)
                .ifPresentOrElse(
                        instance -> trace(instance + " is told to go"), () -> after(STEP, () -> terminate(group)));
    }

    private void journal(Object input, Duration delay) {
        var entry = new JournalEntry(StormWorld.DOMAIN, input);
        after(delay, () -> apply(entry));
    }

    private void after(Duration delay, Runnable action) {
        due.add(new Due(now.plus(delay), numbers++, action));
    }

    private Duration millis(long least, long most) {
        return Duration.ofMillis(random.nextLong(least, most));
    }

    private void trace(String event) {
        trace.add("%8.1f s %s".formatted(Duration.between(START, now).toMillis() / 1e3, event));
    }

    /** The virtual clock as Java's. */
    private final class Now extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("virtual time is in UTC");
        }
    }
}
