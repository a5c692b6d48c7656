package io.tidegate.connectors.executor;

import static io.tidegate.connectors.executor.command.Commands.drain;
import static io.tidegate.connectors.executor.command.Commands.groupCapacity;
import static io.tidegate.connectors.executor.command.Commands.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for steps, and for the values they stand between, wherever the executor is killed. */
class StepCrashTest {
    /** The group goes from 4 to 5, loses i-2, replaces i-4 and goes from 4 to 6. */
    private static final List<ScaleCommand> COMMANDS = List.of(
            drain("i-1", 1),
            groupCapacity(1, 5),
            terminate("i-2", 2, true),
            drain("i-3", 1),
            terminate("i-1", 3, true),
            terminate("i-4", 4, false),
            drain("i-gone", 1),
            groupCapacity(5, 6));

    private static final Crashes CRASHES = new Crashes(StepCrashTest::world, COMMANDS);

    @Test
    void takesEveryStepOnceWhereverItIsKilled() {
        CRASHES.once(StepCrashTest::assertInvariants);
    }

    @Test
    void takesEveryStepOnceWhenItIsKilledTwice() {
        CRASHES.twice(StepCrashTest::assertInvariants);
    }

    @Test
    void publishesAllOutcomesWhenUndisturbed() {
        var world = CRASHES.undisturbed();

        assertThat(world.endings())
                .containsExactly(
                        "instance/i-1 1 APPLIED OK",
                        "asg/web 1 APPLIED OK",
                        "asg/web 2 APPLIED OK",
                        "instance/i-3 1 APPLIED OK",
                        "asg/web 3 REFUSED NOT_EMPTY",
                        "asg/web 4 APPLIED OK",
                        "instance/i-gone 1 SKIPPED GONE",
                        "asg/web 5 APPLIED OK");
        assertInvariants("undisturbed", world);
    }

    private static void assertInvariants(String how, World world) {
        assertThat(world.outcomes())
                .as("%s: one outcome for each command", how)
                .extracting(CommandOutcome::getCommandId)
                .containsExactlyInAnyOrderElementsOf(
                        COMMANDS.stream().map(ScaleCommand::getId).toList());
        assertThat(world.aws.changes())
                .as("%s: every change is made once", how)
                .containsExactlyInAnyOrder(
                        "i-1 drained",
                        "web desired=5",
                        "i-2 terminated",
                        "i-3 drained",
                        "i-4 terminated",
                        "web desired=6")
                .as("%s: those of the group in the order of its commands", how)
                .containsSubsequence("web desired=5", "i-2 terminated", "i-4 terminated", "web desired=6");
        assertThat(world.outcomes())
                .as("%s: each change is told as applied, and nothing else is", how)
                .filteredOn(outcome -> outcome.getStatus() == OutcomeStatus.APPLIED)
                .hasSameSizeAs(world.aws.changes());
        assertThat(world.aws.desiredOfGroup("web")).as(how).isEqualTo(6);
        assertThat(world.committedOffset).as(how).isEqualTo(COMMANDS.size());
    }

    private static World world() {
        var world = new World();
        world.aws.group("web", 0, 9, 4);
        world.aws
                .fleet()
                .instance("i-1", "web", "ACTIVE", 2)
                .instance("i-2", "web", "DRAINING", 0)
                .instance("i-3", "web", "ACTIVE", 0)
                .instance("i-4", "web", "DRAINING", 0);
        return world;
    }
}
