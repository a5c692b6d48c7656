package io.tidegate.connectors.executor;

import static io.tidegate.connectors.executor.command.Commands.bounds;
import static io.tidegate.connectors.executor.command.Commands.capacity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidegate.connectors.executor.KillSwitch.Killed;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Kills the executor at each point where it waits for somebody (AWS before and after an effect, a transaction's begin,
 * before and after its commit), drops it and starts another over what the topics and AWS have kept.
 */
class ExecutorCrashTest {
    private static final int ENOUGH_TURNS = 120;
    private static final int SEEDED_RUNS = 300;

    /** What arrives, one every few turns: a target goes to 5, 7 and back to 5, so that a repeated call would show. */
    private static final List<ScaleCommand> COMMANDS = List.of(
            capacity("web", 1, 5),
            bounds("worker", 1, 1, 4),
            capacity("api", 1, 3),
            capacity("web", 2, 7),
            capacity("gone", 1, 2),
            capacity("web", 3, 5),
            capacity("web", 4, 9),
            bounds("worker", 2, 2, 4));

    @Test
    void endsEveryCommandOnceWhereverItIsKilled() {
        long points = undisturbed().kill.passed();

        assertThat(points).as("points at which it can be killed").isGreaterThan(60);
        for (long point = 1; point <= points; point++) {
            var killed = killedAt(point, 0);
            assertInvariants("killed at " + point, killed);
        }
    }

    @Test
    void endsEveryCommandOnceWhenItIsKilledTwice() {
        long points = undisturbed().kill.passed();
        var random = new Random(42);

        for (int run = 0; run < SEEDED_RUNS; run++) {
            long first = 1 + random.nextLong(points);
            long second = 1 + random.nextLong(points);
            assertInvariants("killed at " + first + ", then " + second, killedAt(first, second));
        }
    }

    @Test
    void publishesAllOutcomesWhenUndisturbed() {
        var world = undisturbed();

        assertThat(world.endings())
                .containsExactly(
                        "web 1 APPLIED OK",
                        "worker 1 APPLIED OK",
                        "api 1 APPLIED OK",
                        "web 2 APPLIED OK",
                        "gone 1 REFUSED NOT_FOUND",
                        "web 3 APPLIED OK",
                        "web 4 APPLIED OK",
                        "worker 2 APPLIED OK");
        assertInvariants("undisturbed", world);
    }

    private static void assertInvariants(String how, World world) {
        assertThat(world.outcomes())
                .as("%s: one outcome for each command", how)
                .extracting(CommandOutcome::getCommandId)
                .containsExactlyInAnyOrderElementsOf(
                        COMMANDS.stream().map(ScaleCommand::getId).toList());
        assertThat(changes(world, "web"))
                .as("%s: changes are in the order of the commands, none twice", how)
                .satisfies(made -> assertThat(List.of("5", "7", "5", "9")).containsSubsequence(made));
        assertThat(world.outcomes())
                .as("%s: each change is told as applied, and nothing else is", how)
                .filteredOn(outcome -> outcome.getStatus() == OutcomeStatus.APPLIED)
                .hasSameSizeAs(world.aws.changes());
        assertThat(world.aws.desired("web")).as(how).isEqualTo(9);
        assertThat(world.aws.desired("api")).as(how).isEqualTo(3);
        assertThat(changes(world, "worker")).as(how).last().isEqualTo("2..4");
        assertThat(world.committedOffset).as(how).isEqualTo(COMMANDS.size());
    }

    private static World undisturbed() {
        var world = world();
        live(world, new Arrivals(world));
        return world;
    }

    private static World killedAt(long first, long second) {
        var world = world();
        var arrivals = new Arrivals(world);
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

    private static void live(World world, Arrivals arrivals) {
        var life = new Life(world);
        for (int turn = 0; turn < ENOUGH_TURNS; turn++) {
            if (arrivals.isOver() && world.committedOffset == COMMANDS.size() && turn > 1) {
                return;
            }
            arrivals.next();
            life.turn(1);
        }
        fail("commands must end within %d turns, ended were %s", ENOUGH_TURNS, world.endings());
    }

    private static World world() {
        var world = new World();
        world.aws.service("web", 1).service("api", 1);
        return world;
    }

    private static List<String> changes(World world, String service) {
        return world.aws.changes().stream()
                .filter(change -> change.startsWith(service + " "))
                .map(change -> change.substring(service.length() + 1))
                .toList();
    }

    /** Lets commands arrive every few turns, whatever happens to the executor. */
    private static final class Arrivals {
        private static final int TURNS_BETWEEN = 5;
        private final World world;
        private int turns;

        Arrivals(World world) {
            this.world = world;
        }

        void next() {
            if (turns++ % TURNS_BETWEEN == 0 && !isOver()) {
                world.send(COMMANDS.get(world.commands.size()));
            }
        }

        boolean isOver() {
            return world.commands.size() == COMMANDS.size();
        }
    }
}
