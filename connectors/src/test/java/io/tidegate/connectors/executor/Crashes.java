package io.tidegate.connectors.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidegate.connectors.executor.KillSwitch.Killed;
import io.tidegate.schemas.ScaleCommand;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Lets commands arrive, one every few turns, while the executor is killed at points where it waits for somebody (AWS before
 * and after an effect, a transaction's begin, before and after its commit), dropped, and another started over what the
 * topics and AWS have kept.
 */
record Crashes(Supplier<World> worlds, List<ScaleCommand> commands) {
    private static final int ENOUGH_TURNS = 120;
    private static final int SEEDED_RUNS = 300;

    World undisturbed() {
        var world = worlds.get();
        live(world, new Arrivals(world, commands));
        return world;
    }

    /** Kills at each point once. */
    void once(BiConsumer<String, World> invariants) {
        long points = undisturbed().kill.passed();
        assertThat(points).as("points at which it can be killed").isGreaterThan(60);
        for (long point = 1; point <= points; point++) {
            invariants.accept("killed at " + point, killedAt(point, 0));
        }
    }

    /** Kills at two points, many times. */
    void twice(BiConsumer<String, World> invariants) {
        long points = undisturbed().kill.passed();
        var random = new Random(42);
        for (int run = 0; run < SEEDED_RUNS; run++) {
            long first = 1 + random.nextLong(points);
            long second = 1 + random.nextLong(points);
            invariants.accept("killed at " + first + ", then " + second, killedAt(first, second));
        }
    }

    private World killedAt(long first, long second) {
        var world = worlds.get();
        var arrivals = new Arrivals(world, commands);
        for (long point : new long[] {first, second}) {
            world.kill.arm(point);
            try {
                live(world, arrivals);
            } catch (Killed _) {
                // Only the world remains.
            }
            world.kill.arm(0);
        }
        live(world, arrivals);
        return world;
    }

    private void live(World world, Arrivals arrivals) {
        var life = new Life(world);
        for (int turn = 0; turn < ENOUGH_TURNS; turn++) {
            if (arrivals.isOver() && world.committedOffset == commands.size() && turn > 1) {
                return;
            }
            arrivals.next();
            life.turn(1);
        }
        fail("commands must end within %d turns, ended were %s", ENOUGH_TURNS, world.endings());
    }

    /** Lets commands arrive every few turns, whatever happens to the executor. */
    private static final class Arrivals {
        private static final int TURNS_BETWEEN = 5;
        private final World world;
        private final List<ScaleCommand> commands;
        private int turns;

        Arrivals(World world, List<ScaleCommand> commands) {
            this.world = world;
            this.commands = commands;
        }

        void next() {
            if (turns++ % TURNS_BETWEEN == 0 && !isOver()) {
                world.send(commands.get(world.commands.size()));
            }
        }

        boolean isOver() {
            return world.commands.size() == commands.size();
        }
    }
}
