package io.tidegate.deploy.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.simulation.SimulatedLog.Entry;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.ScheduleTick;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.JournalSerdes;
import io.tidegate.streams.decide.OutputSerdes;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Output.Commanded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The decide task of the journal's partition: reads entries, lets the production deciders decide, and commits what they say,
 * their states and the offset together. Writes the ticks as well.
 */
final class DeciderNode {
    static final String JOURNAL = Topics.standard().journal().name();
    private static final String COMMANDS = Topics.standard().scaleCommands().name();
    private static final String ID = "decide-0";
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final SimulatedLog log;
    private final SimulatedProcess.Machine machine;
    private final Network network;
    private final Wire wire;
    private final RandomGenerator random;
    private final Plant plant;
    private final Trace trace;
    private TargetStates.InMemory committed = new TargetStates.InMemory();
    private TargetStates.InMemory before = committed;
    private SimulatedProcess process;
    private int processes;

    DeciderNode(
            SimulatedLog log,
            SimulatedProcess.Machine machine,
            Network network,
            Wire wire,
            RandomGenerator random,
            Setup setup) {
        this.log = log;
        this.machine = machine;
        this.network = network;
        this.wire = wire;
        this.random = random;
        this.plant = setup.plant();
        this.trace = setup.trace();
        this.process = start();
    }

    /** How it is set up. */
    record Setup(Plant plant, Trace trace) {}

    SimulatedProcess process() {
        return process;
    }

    void kill() {
        if (process.isAlive()) {
            trace.add(process.toString(), "killed");
            process.kill();
        }
    }

    /** Starts a process, whether or not an earlier one still runs. */
    SimulatedProcess start() {
        var started = new SimulatedProcess("decider/" + ++processes, machine, network);
        trace.add(started.toString(), "starts");
        started.start(this::run, thrown -> ended(started, thrown));
        process = started;
        return started;
    }

    private void ended(SimulatedProcess of, Optional<Throwable> thrown) {
        trace.add(of.toString(), "ends" + thrown.map(cause -> ": " + cause).orElse(""));
        of.kill();
    }

    private void run() {
        await();
        int epoch = log.begin(ID);
        var states = copy(committed);
        var partition = new JournalPartition(states, Duration.ofDays(1));
        long position = log.committedOffset(JOURNAL);
        var nextTick = machine.clock();
        while (true) {
            if (!machine.clock().isBefore(nextTick)) {
                nextTick = tick();
            }
            var entries = log.read(JOURNAL, position, random.nextInt(1, 30));
            if (entries.isEmpty()) {
                var strand = Strand.current();
                log.wakeOnNews(strand);
                strand.park(Duration.ofMillis(100));
            } else {
                position += entries.size();
                decide(partition, states, entries, new Commit(epoch, position));
            }
        }
    }

    private record Commit(int epoch, long offset) {}

    private Instant tick() {
        var now = machine.clock();
        log.append(
                JOURNAL, "0".getBytes(UTF_8), wire.journal().encode(new JournalEntry("0", new ScheduleTick(0, now))));
        return now.plus(TICK);
    }

    private void decide(JournalPartition partition, TargetStates.InMemory states, List<Entry> entries, Commit commit) {
        var commands = entries.stream()
                .filter(Entry::isReadable)
                .map(entry -> wire.journal().decode(entry.value()))
                .flatMap(entry -> partition.apply(entry.getDomain(), JournalSerdes.fromAvro(entry)).stream())
                .flatMap(DeciderNode::command)
                .toList();
        await();
        var transaction = log.transaction(ID, commit.epoch(), TIMEOUT);
        for (var command : commands) {
            var value = wire.commands().encode(OutputSerdes.toAvro(command));
            log.append(
                    transaction,
                    COMMANDS,
                    Target.parse(command.target()).place().key().getBytes(UTF_8),
                    value);
        }
        await();
        log.offsets(transaction, Map.of(JOURNAL, commit.offset()));
        var decided = copy(states);
        var next = plant.commitsStates() ? decided : before;
        before = decided;
        log.withCommit(transaction, () -> committed = next);
        log.commit(transaction);
        await();
    }

    private static Stream<Commanded> command(Result result) {
        return result instanceof Result.Emitted(Commanded command) ? Stream.of(command) : Stream.empty();
    }

    private static TargetStates.InMemory copy(TargetStates.InMemory states) {
        var copy = new TargetStates.InMemory();
        copy.clock(states.clock());
        states.all().values().forEach(copy::put);
        states.allOverridden().values().forEach(copy::put);
        return copy;
    }

    private void await() {
        var strand = Strand.current();
        do {
            strand.sleep(Duration.ofMillis(random.nextInt(1, 5)));
        } while (!machine.reachesKafka());
    }
}
