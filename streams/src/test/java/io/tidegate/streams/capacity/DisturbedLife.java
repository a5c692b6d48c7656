package io.tidegate.streams.capacity;

import io.tidegate.streams.decision.Order;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.Execution.ForeignWrites;
import java.util.random.RandomGenerator;

/** Five minutes of a target, AWS behind it, and somebody else who writes to it now and then; the same generator, the same life. */
final class DisturbedLife {
    private static final int STEP_SECONDS = 5;
    private static final int STEPS = 60;

    // Two rounds of a fight, and what an own write takes to settle.
    private static final int QUIET_STEPS = 30;

    private final Scenario scenario;
    private final RandomGenerator random;
    private int capacity;
    private int commandsWhileYielding;

    DisturbedLife(MonotonePolicies policies, ForeignWrites foreignWrites, RandomGenerator random) {
        var execution = new Execution(Execution.Mode.ENFORCE, Execution.DEFAULT_PRIORITY, foreignWrites);
        this.scenario = Scenario.of(policies.next().carriedOut(execution));
        this.random = random;
        this.capacity = random.nextInt(12);
    }

    DisturbedLife disturbed() {
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(8) == 0) {
                capacity = random.nextInt(12);
            }
            step();
        }
        return this;
    }

    /** And as long again in which nobody else writes. */
    DisturbedLife quiet() {
        for (int step = 0; step < QUIET_STEPS; step++) {
            step();
        }
        return this;
    }

    Scenario scenario() {
        return scenario;
    }

    /** As AWS has it. */
    int capacity() {
        return capacity;
    }

    int commandsWhileYielding() {
        return commandsWhileYielding;
    }

    private void step() {
        scenario.service(capacity, Math.max(0, capacity - random.nextInt(3)));
        if (random.nextInt(5) > 0) {
            scenario.complete("load", random.nextDouble() * 120);
        }
        int before = scenario.commands().size();
        for (int second = 0; second < STEP_SECONDS; second++) {
            var yielded = scenario.state().actions().writes().yielded();
            int known = scenario.commands().size();
            scenario.ticking(1);
            var issued = scenario.commands().subList(known, scenario.commands().size());
            commandsWhileYielding += (int) issued.stream()
                    .filter(command -> yielded != null && command.issuedAt().isBefore(yielded.until()))
                    .count();
        }
        if (scenario.commands().size() > before) {
            capacity = ((Order.Capacity) scenario.commands().getLast().order()).desired();
            scenario.settled(Result.APPLIED);
        }
    }
}
