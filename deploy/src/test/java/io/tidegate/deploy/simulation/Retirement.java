package io.tidegate.deploy.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Retires instances of a cluster, as its decider does: drains each, then terminates it, and orders again what did not
 * happen.
 */
final class Retirement {
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final String OUTCOMES = Topics.standard().commandOutcomes().name();

    private final Scheduler scheduler;
    private final SimulatedLog log;
    private final Wire wire;
    private final Faults faults;
    private final Instant epoch;
    private final Map<String, Machine> waiting = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private int left;

    /** An instance to retire. */
    record Machine(String id, String arn, boolean decrement) {}

    Retirement(Scheduler scheduler, SimulatedLog log, Wire wire, Faults faults, List<Machine> machines) {
        this.scheduler = scheduler;
        this.log = log;
        this.wire = wire;
        this.faults = faults;
        this.epoch = scheduler.now();
        this.left = machines.size();
        log.onCommitted(entry -> {
            if (entry.topic().equals(OUTCOMES)) {
                hear(wire.outcomes().decode(entry.value()));
            }
        });
        machines.forEach(
                machine -> scheduler.after(Duration.ofMillis(faults.millis(3_000, 50_000)), () -> begin(machine)));
    }

    /** How many are not retired yet. */
    int left() {
        return left;
    }

    // A hasty one is refused until the instance has drained.
    private void begin(Machine machine) {
        if (faults.random().nextInt(4) == 0) {
            terminate(machine);
        } else {
            drain(machine);
        }
    }

    private void drain(Machine machine) {
        send(machine, "instance/" + machine.id(), new Step("DRAIN", machine.arn(), "key", Map.of("cluster", "farm")));
    }

    private void terminate(Machine machine) {
        var parameters = Map.of(
                "cluster",
                "farm",
                "containerInstance",
                machine.arn(),
                "decrement",
                String.valueOf(machine.decrement()));
        send(machine, "asg/pool", new Step("TERMINATE", machine.id(), "key", parameters));
    }

    private void send(Machine machine, String target, Step step) {
        long sequence = sequences.merge(target, 1L, Long::sum);
        String id = "cluster/farm|%s|%d|%d".formatted(target, epoch.toEpochMilli(), sequence);
        var command = ScaleCommand.newBuilder()
                .setId(id)
                .setDomain("cluster/farm")
                .setTarget(target)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setPolicy("farm")
                .setPolicyRevision(1)
                .setIssuedAt(scheduler.now())
                .setDeadline(scheduler.now().plus(LIFETIME))
                .setDirection(Direction.IN)
                .setAction(step)
                .setReason("retired")
                .build();
        waiting.put(id, machine);
        log.append(
                CommandRules.COMMANDS,
                Target.parse(target).place().key().getBytes(UTF_8),
                wire.commands().encode(command));
    }

    private void hear(CommandOutcome outcome) {
        Optional.ofNullable(waiting.remove(outcome.getCommandId())).ifPresent(machine -> {
            boolean drained = outcome.getTarget().startsWith("instance/");
            if (isDone(outcome) && !drained) {
                left--;
            } else {
                var pause = Duration.ofMillis(faults.millis(500, 4_000));
                scheduler.after(pause, () -> {
                    boolean mayEnd =
                            drained ? isDone(outcome) : !outcome.getReason().startsWith("NOT_");
                    if (mayEnd) {
                        terminate(machine);
                    } else {
                        drain(machine);
                    }
                });
            }
        });
    }

    private static boolean isDone(CommandOutcome outcome) {
        return outcome.getStatus() == OutcomeStatus.APPLIED
                || outcome.getReason().equals("ALREADY_THERE")
                || outcome.getReason().equals("GONE");
    }
}
