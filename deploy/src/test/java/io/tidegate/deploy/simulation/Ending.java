package io.tidegate.deploy.simulation;

import io.tidegate.deploy.simulation.Targets.Driven;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.observation.Mutation;

/** What must be true in the end, when nothing has failed for long enough. */
final class Ending {
    private final Scheduler scheduler;
    private final SimulatedCloud cloud;
    private final CommandRules commands;
    private final CallRules calls;
    private final Verdict verdict;

    Ending(Scheduler scheduler, SimulatedCloud cloud, CommandRules commands, CallRules calls, Verdict verdict) {
        this.scheduler = scheduler;
        this.cloud = cloud;
        this.commands = commands;
        this.calls = calls;
        this.verdict = verdict;
    }

    /** Once all must be well. */
    void check(Demand demand, Retirement retirement) {
        for (var command : commands.commands().values()) {
            verdict.check(
                    commands.outcome(command.getId()).isPresent(),
                    Invariant.ALL_SETTLED,
                    "%s has not ended",
                    command.getId());
        }
        checkSteps(retirement);
        checkTargets(demand, Invariant.LAST_COMMAND_HOLDS);
        for (var driven : Targets.all()) {
            commands.last(driven.target())
                    .filter(_ -> calls.isOurs(driven.target()))
                    .flatMap(Values::of)
                    .ifPresent(last -> verdict.check(
                            last == Values.of(cloud, driven),
                            Invariant.LAST_COMMAND_HOLDS,
                            "%s has %d, its last command says %d",
                            driven.target(),
                            Values.of(cloud, driven),
                            last));
        }
    }

    private void checkSteps(Retirement retirement) {
        verdict.check(
                retirement.left() == 0,
                Invariant.ALL_STEPS_TAKEN,
                "%d instances of %d are not retired",
                retirement.left(),
                Simulation.RETIRED);
        long taken = cloud.effectiveMutations().stream()
                .filter(Mutation.InstanceTerminated.class::isInstance)
                .map(mutation -> ((Mutation.InstanceTerminated) mutation).instanceId())
                .distinct()
                .count();
        verdict.check(
                taken == Simulation.RETIRED,
                Invariant.ALL_STEPS_TAKEN,
                "%d instances of %d were ended",
                taken,
                Simulation.RETIRED);
    }

    /** Whether AWS has what the policies ask for. */
    void checkTargets(Demand demand, Invariant invariant) {
        cloud.step(scheduler.now());
        for (Driven driven : Targets.all()) {
            int has = Values.of(cloud, driven);
            verdict.check(
                    has == demand.wanted(driven),
                    invariant,
                    "%s has %d, its policy asks for %d",
                    driven.target(),
                    has,
                    demand.wanted(driven));
        }
    }
}
