package io.tidegate.deploy.simulation;

import io.tidegate.connectors.executor.ExecutorConfig;
import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.connectors.executor.queue.Rate;
import io.tidegate.connectors.inventory.Watched;
import io.tidegate.connectors.inventory.WatchedService;
import io.tidegate.deploy.simulation.Faults.Kind;
import io.tidegate.deploy.simulation.Retirement.Machine;
import io.tidegate.deploy.simulation.SimulatedLog.Entry;
import io.tidegate.deploy.simulation.Targets.Via;
import io.tidegate.deploy.simulation.Verdict.Violation;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.simulatedaws.observation.Mutation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One run of everything under one seed: faults for a while, then none, until all must be well; then one foreign write that
 * must be repaired. The same seed gives the same run.
 */
final class Simulation {
    /** Virtual start of every run. */
    static final Instant START = Instant.parse("2026-05-04T12:00:00Z");

    /** Tokens that come back after a refill had made up for them already: looks that failed. */
    static final int TOKENS_IN_DOUBT = 4;

    private static final Duration FAULTS = Duration.ofSeconds(75);

    /** A command's lifetime, a wait for the retry of one that failed, and what {@link #REPAIR} counts. */
    private static final Duration QUIET = Duration.ofSeconds(90);

    /**
     * An interval of the inventory (5 s) and its reading (3 slow calls of 3 s), a tick (1 s) and the journal, a look and a
     * call (3 s each when slow) with the intent between them.
     */
    private static final Duration REPAIR = Duration.ofSeconds(20);

    private static final Rate RATE = new Rate(3, 1);
    private static final int POOL = 6;
    static final int RETIRED = 4;

    private final long seed;
    private final RandomGenerator random;
    private final Scheduler scheduler;
    private final Trace trace;
    private final Faults faults;
    private final Verdict verdict;
    private final SimulatedCloud cloud;
    private final SimulatedLog log;
    private final Wire wire;
    private final Pipe journal;
    private final Demand demand;
    private final CallRules calls;
    private final CommandRules commands;
    private final Retirement retirement;
    private final Foreigner foreigner;
    private final Ending ending;
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<ExecutorNode> executors = new ArrayList<>();
    private final DeciderNode decider;
    private Instant outcomesArriveFrom = START;

    /** What came of a run. */
    record Result(
            long seed,
            Optional<Violation> violation,
            List<String> trace,
            SortedMap<String, Long> faults,
            Counts counts) {

        /** The same without its story when there is nothing to tell: thousands of stories fill the memory. */
        Result inShort() {
            return violation.isPresent() ? this : new Result(seed, violation, List.of(), faults, counts);
        }
    }

    /** How much a run did. */
    record Counts(long steps, long calls, long commands, long crashes) {}

    private Simulation(long seed, Plant plant) {
        this.seed = seed;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.scheduler = new Scheduler(START, random);
        this.trace = new Trace(scheduler);
        this.faults = new Faults(random, scheduler, trace, START.plus(FAULTS));
        this.verdict = new Verdict(trace);
        this.cloud = cloud(seed);
        this.log = new SimulatedLog(scheduler);
        this.wire = Wire.create();
        this.journal = new Pipe(scheduler, log, wire);
        var config = config("executor-a", plant);
        var group = new SimulatedGroup(scheduler, config.sessionTimeout(), plant.fencesByGroup());
        this.calls = new CallRules(scheduler, group, verdict, trace, limits(config.callTimeout()), this::isDrained);
        this.commands = new CommandRules(log, wire, verdict, trace, calls);
        var network = new Network(scheduler, cloud, faults, calls);
        log.onCommitted(this::carry);
        Targets.all().forEach(driven -> journal.send(driven.domain(), Targets.policy(driven, START), Duration.ZERO));
        this.demand = new Demand(scheduler, faults, journal, trace);
        var machines = new ArrayList<SimulatedProcess.Machine>();
        for (int i = 0; i < 4; i++) {
            machines.add(new SimulatedProcess.Machine(scheduler));
        }
        var kafka = new ExecutorNode.Kafka(log, group, network, commands::began, plant);
        executors.add(new ExecutorNode(config, wire.executor(), machines.get(0), kafka, random, trace));
        executors.add(
                new ExecutorNode(config("executor-b", plant), wire.executor(), machines.get(1), kafka, random, trace));
        this.decider =
                new DeciderNode(log, machines.get(2), network, wire, random, new DeciderNode.Setup(plant, trace));
        var inventory = process("inventory", machines.get(3), network);
        new InventoryNode(inventory, watched(), faults, journal, plant, this::checkObservation);
        this.foreigner =
                new Foreigner(process("foreign", new SimulatedProcess.Machine(scheduler), network), faults, trace);
        this.retirement = new Retirement(scheduler, log, wire, faults, retired());
        this.ending = new Ending(scheduler, cloud, commands, calls, verdict);
        new Disturbances(scheduler, faults, group, executors, decider, machines);
    }

    /** Runs one seed. */
    static Result run(long seed, Plant plant) {
        return new Simulation(seed, plant).run();
    }

    private Result run() {
        try {
            until(START.plus(FAULTS).plus(QUIET));
            if (verdict.violation().isEmpty()) {
                ending.check(demand, retirement);
                foreigner.write();
                until(scheduler.now().plus(REPAIR));
                ending.checkTargets(demand, Invariant.REPAIRED);
            }
        } catch (Stopped _) {
            // An invariant did not hold.
        } finally {
            end();
        }
        long crashes = faults.injected().getOrDefault(Kind.EXECUTOR_KILLED.name(), 0L)
                + faults.injected().getOrDefault(Kind.DECIDER_KILLED.name(), 0L);
        return new Result(
                seed,
                verdict.violation(),
                List.copyOf(trace.lines()),
                faults.injected(),
                new Counts(scheduler.steps(), calls.calls(), commands.commands().size(), crashes));
    }

    private void until(Instant end) {
        scheduler.runUntil(end, () -> {
            commands.step();
            if (verdict.violation().isPresent()) {
                throw new Stopped();
            }
        });
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    // Threads must not outlive the run.
    private void end() {
        executors.forEach(ExecutorNode::kill);
        decider.kill();
        processes.forEach(SimulatedProcess::kill);
    }

    private SimulatedProcess process(String name, SimulatedProcess.Machine machine, Network network) {
        var process = new SimulatedProcess(name, machine, network);
        processes.add(process);
        return process;
    }

    private static ExecutorConfig config(String instance, Plant plant) {
        var defaults = ExecutorConfig.defaults(Topics.standard(), instance);
        var rates = new EnumMap<>(defaults.queue().rates());
        rates.put(ApiCategory.ECS_SERVICE_CHANGE, RATE);
        var queue = new QueueConfig(12, 6, 8, rates);
        return new ExecutorConfig(
                defaults.topics(),
                instance,
                defaults.callTimeout(),
                defaults.sessionTimeout(),
                defaults.heartbeatInterval(),
                defaults.retry(),
                defaults.notFoundGrace(),
                plant.queue(queue),
                defaults.dryRun());
    }

    // As docs/operations.md promises it.
    private static CallRules.Limits limits(Duration callTimeout) {
        return new CallRules.Limits(callTimeout, callTimeout.dividedBy(2), RATE);
    }

    private static SimulatedCloud cloud(long seed) {
        var cloud = new SimulatedCloud(CloudConfig.calm(START, seed).withMetricPeriod(Duration.ofMinutes(60)));
        for (var driven : Targets.all()) {
            if (driven.via() == Via.DESIRED) {
                cloud.addGroup("front", driven.min(), driven.max(), 5);
            } else {
                cloud.addService(driven.target(), 5, Workload.ofRequests(10));
            }
        }
        cloud.addGroup("pool", 0, 20, POOL);
        cloud.instanceClusters().back("pool", Backing.of("farm", InstanceShape.of(2_048, 4_000)));
        return cloud;
    }

    private static Watched watched() {
        var services = Targets.all().stream()
                .filter(driven -> driven.via() != Via.DESIRED)
                .map(driven -> new WatchedService(
                        (Target.EcsService) Target.parse(driven.target()), driven.via() == Via.SCALABLE_TARGET))
                .toList();
        return new Watched(
                services,
                List.of((Target.Group) Target.parse("asg/front")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    // As the cloud names them from its start.
    private List<Machine> retired() {
        return Pool.instances(cloud).stream()
                .limit(RETIRED)
                .map(instance -> new Machine(instance.id(), instance.arn(), random.nextInt(4) > 0))
                .toList();
    }

    // Outcomes reach the journal in their order; commands may come twice.
    private void carry(Entry entry) {
        if (entry.topic().equals(Topics.standard().commandOutcomes().name())) {
            var outcome = wire.outcomes().decode(entry.value());
            int delay = faults.strikes(Kind.OUTCOME_DELAYED, 15) ? faults.millis(1_000, 9_000) : faults.millis(5, 80);
            var at = scheduler.now().plusMillis(delay);
            outcomesArriveFrom = at.isAfter(outcomesArriveFrom) ? at : outcomesArriveFrom.plusMillis(1);
            journal.send(outcome.getDomain(), outcome, Duration.between(scheduler.now(), outcomesArriveFrom));
        }
        if (entry.topic().equals(CommandRules.COMMANDS) && faults.strikes(Kind.COMMAND_DOUBLED, 12)) {
            scheduler.after(
                    Duration.ofMillis(faults.millis(1, 20_000)),
                    () -> log.append(entry.topic(), entry.key(), entry.value()));
        }
    }

    private boolean isDrained(String instance) {
        cloud.step(scheduler.now());
        return cloud.effectiveMutations().stream()
                .anyMatch(mutation -> mutation instanceof Mutation.InstanceStatusChanged status
                        && status.instanceId().equals(instance)
                        && status.to().equals("DRAINING"));
    }

    private void checkObservation(CapacityObservation observation, Instant begun) {
        if (observation.getObserved() instanceof EcsServiceState state) {
            var since = begun.minus(Duration.ofSeconds(5));
            int desired = cloud.service(observation.getTarget()).orElseThrow().desired();
            boolean wasTrue = state.getDesired() == desired
                    || cloud.effectiveMutations().stream()
                            .anyMatch(mutation -> mutation instanceof Mutation.DesiredChanged change
                                    && change.target().equals(observation.getTarget())
                                    && !change.at().isBefore(since)
                                    && (change.from() == state.getDesired() || change.to() == state.getDesired()));
            verdict.check(
                    wasTrue,
                    Invariant.TRUE_OBSERVATION,
                    "%s is told to desire %d, which it did not",
                    observation.getTarget(),
                    state.getDesired());
        }
    }
}
