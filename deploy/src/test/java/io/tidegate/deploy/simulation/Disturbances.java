package io.tidegate.deploy.simulation;

import io.tidegate.deploy.simulation.Faults.Kind;
import java.time.Duration;
import java.util.List;

/** Does to processes, machines and the group what the seed says, as long as there are faults, and starts again what died. */
final class Disturbances {
    private final Scheduler scheduler;
    private final Faults faults;
    private final SimulatedGroup group;
    private final List<ExecutorNode> executors;
    private final DeciderNode decider;
    private final List<SimulatedProcess.Machine> machines;

    Disturbances(
            Scheduler scheduler,
            Faults faults,
            SimulatedGroup group,
            List<ExecutorNode> executors,
            DeciderNode decider,
            List<SimulatedProcess.Machine> machines) {
        this.scheduler = scheduler;
        this.faults = faults;
        this.group = group;
        this.executors = executors;
        this.decider = decider;
        this.machines = machines;
        if (faults.has(Kind.CLOCK_SKEWED)) {
            machines.forEach(machine -> machine.setSkew(skew()));
        }
        scheduler.after(pause(), this::next);
        scheduler.after(Duration.ofMillis(500), this::restart);
        scheduler.at(
                faults.end(),
                () -> machines.forEach(machine -> {
                    machine.setSkew(Duration.ZERO);
                    machine.cutOff(scheduler.now());
                }));
    }

    private Duration skew() {
        return Duration.ofMillis(faults.millis(-8_000, 8_000));
    }

    private Duration pause() {
        return Duration.ofMillis(faults.millis(200, 5_000));
    }

    private void next() {
        if (faults.isOver()) {
            return;
        }
        var kinds = Kind.values();
        disturb(kinds[faults.random().nextInt(kinds.length)]);
        scheduler.after(pause(), this::next);
    }

    private void disturb(Kind kind) {
        switch (kind) {
            case EXECUTOR_KILLED -> {
                var node = any();
                if (node.isAlive() && faults.strikes(kind, 1)) {
                    node.process().atPoint(faults.millis(1, 40), node::kill);
                }
            }
            case EXECUTOR_RESTARTED -> {
                if (any().isAlive() && faults.strikes(kind, 1)) {
                    any().close();
                }
            }
            case EXECUTOR_STOPPED -> {
                var process = any().process();
                if (process.isAlive() && !process.isStopped() && faults.strikes(kind, 1)) {
                    process.atPoint(faults.millis(1, 40), () -> stop(process));
                }
            }
            case EXECUTOR_REPLACED -> replace(any());
            case CUT_OFF_FROM_KAFKA -> {
                if (faults.strikes(kind, 1)) {
                    var machine = machines.get(faults.random().nextInt(machines.size()));
                    machine.cutOff(scheduler.now().plusMillis(faults.millis(1_000, 40_000)));
                }
            }
            case PARTITION_MOVED -> {
                if (faults.strikes(kind, 1)) {
                    group.move();
                }
            }
            case DECIDER_KILLED -> {
                if (decider.process().isAlive() && faults.strikes(kind, 1)) {
                    decider.process().atPoint(faults.millis(1, 20), decider::kill);
                }
            }
            case DECIDER_STOPPED -> {
                var process = decider.process();
                if (process.isAlive() && !process.isStopped() && faults.strikes(kind, 1)) {
                    faults.stopPastTheSession(process);
                    scheduler.after(Duration.ofSeconds(1), decider::start);
                }
            }
            case CLOCK_SKEWED -> {
                if (faults.strikes(kind, 1)) {
                    machines.get(faults.random().nextInt(machines.size())).setSkew(skew());
                }
            }
            default -> {
                // Not of processes: these strike where they happen.
            }
        }
    }

    private void stop(SimulatedProcess process) {
        if (faults.random().nextBoolean()) {
            faults.stopPastTheSession(process);
        } else {
            process.stop();
            scheduler.after(Duration.ofMillis(faults.millis(100, 14_000)), process::wake);
        }
    }

    private void replace(ExecutorNode node) {
        var process = node.process();
        if (process.isAlive() && !process.isStopped() && faults.strikes(Kind.EXECUTOR_REPLACED, 1)) {
            faults.stopPastTheSession(process);
            scheduler.after(Duration.ofMillis(faults.millis(500, 10_000)), () -> {
                if (node.process() == process) {
                    node.start();
                }
            });
        }
    }

    private ExecutorNode any() {
        return executors.get(faults.random().nextInt(executors.size()));
    }

    // What a supervisor does, sooner or later.
    private void restart() {
        boolean soon = faults.isOver() || faults.random().nextInt(20) == 0;
        for (var node : executors) {
            if (!node.isAlive() && soon) {
                node.start();
            }
        }
        if (!decider.process().isAlive() && (faults.isOver() || faults.random().nextInt(4) == 0)) {
            decider.start();
        }
        scheduler.after(Duration.ofMillis(500), this::restart);
    }
}
