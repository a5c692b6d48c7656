package io.tidegate.streams.capacity;

import io.tidegate.streams.journal.Input.Result;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What a target may live through; the same generator gives the same life. */
final class Lives {
    private Lives() {}

    /** One load, turn by turn of 5 s, during which AWS takes its time to carry out and to show what was ordered. */
    static void slowly(Scenario scenario, RandomGenerator random, int start, double load, int turns) {
        int desired = start;
        int running = start;
        for (int turn = 0; turn < turns; turn++) {
            scenario.complete("load", load);
            scenario.service(desired, running);
            int before = scenario.commands().size();
            scenario.ticking(5);
            if (scenario.commands().size() > before) {
                desired = scenario.last().desired().orElseThrow();
                scenario.settled(Result.APPLIED);
            }
            running = Math.min(running, desired) + random.nextInt(Math.max(1, desired - running + 1));
        }
    }

    /** What is wanted after one more reading, alone in its window. */
    static int wanted(Scenario life, double load) {
        return life.after(20)
                .service(6, 6)
                .complete("load", load)
                .tick()
                .last()
                .desired()
                .orElseThrow();
    }

    /** Three minutes of loads up and down, observations that follow orders, and now and then a command that fails. */
    static Scenario live(Scenario scenario, RandomGenerator random) {
        int capacity = random.nextInt(12);
        for (int step = 0; step < 36; step++) {
            scenario.service(capacity, Math.max(0, capacity - random.nextInt(3)));
            if (random.nextInt(5) > 0) {
                scenario.complete("load", random.nextDouble() * 120);
            }
            int before = scenario.commands().size();
            scenario.ticking(5);
            if (scenario.commands().size() > before) {
                boolean applied = random.nextInt(4) > 0;
                scenario.settled(applied ? Result.APPLIED : Result.NOT_APPLIED);
                capacity = applied ? scenario.last().desired().orElse(capacity) : capacity;
            }
        }
        return scenario;
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
