package io.tidegate.connectors.executor;

import static io.tidegate.connectors.executor.command.Commands.complete;
import static io.tidegate.connectors.executor.command.Commands.deregister;
import static io.tidegate.connectors.executor.command.Commands.deregisterTarget;
import static io.tidegate.connectors.executor.command.Commands.heartbeat;
import static io.tidegate.connectors.executor.command.Commands.stopTasks;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.ScaleCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for the steps by which an instance leaves, wherever the executor is killed. */
class InstanceStepCrashTest {
    private static final String TARGET_GROUP = "arn:aws:elasticloadbalancing:r:1:targetgroup/web/1";

    /** Two hooks hold i-1; nothing holds i-2 any more. */
    private static final List<ScaleCommand> COMMANDS = List.of(
            stopTasks("i-1", 1),
            heartbeat("i-1", 2, "bye"),
            deregisterTarget("i-1", 3, TARGET_GROUP),
            deregister("i-1", 4, "front"),
            complete("i-1", 5, "bye", "CONTINUE"),
            complete("i-1", 6, "bye", "CONTINUE"),
            complete("i-1", 7, "last", "ABANDON"),
            heartbeat("i-1", 8, "bye"),
            stopTasks("i-2", 1),
            deregister("i-2", 2, "front"),
            heartbeat("i-2", 3, "bye"));

    private static final Crashes CRASHES = new Crashes(InstanceStepCrashTest::world, COMMANDS);

    @Test
    void takesEveryStepOnceWhereverItIsKilled() {
        CRASHES.once(InstanceStepCrashTest::assertInvariants);
    }

    @Test
    void takesEveryStepOnceWhenItIsKilledTwice() {
        CRASHES.twice(InstanceStepCrashTest::assertInvariants);
    }

    @Test
    void publishesAllOutcomesWhenUndisturbed() {
        var world = CRASHES.undisturbed();

        assertThat(world.endings())
                .containsExactly(
                        "instance/i-1 1 APPLIED OK",
                        "instance/i-1 2 APPLIED OK",
                        "instance/i-1 3 APPLIED OK",
                        "instance/i-1 4 APPLIED OK",
                        "instance/i-1 5 APPLIED OK",
                        "instance/i-1 6 SKIPPED ALREADY_THERE",
                        "instance/i-1 7 APPLIED OK",
                        "instance/i-1 8 SKIPPED GONE",
                        "instance/i-2 1 SKIPPED ALREADY_THERE",
                        "instance/i-2 2 SKIPPED ALREADY_THERE",
                        "instance/i-2 3 SKIPPED GONE");
        assertInvariants("undisturbed", world);
    }

    private static void assertInvariants(String how, World world) {
        assertThat(world.outcomes())
                .as("%s: one outcome for each command", how)
                .extracting(CommandOutcome::getCommandId)
                .containsExactlyInAnyOrderElementsOf(
                        COMMANDS.stream().map(ScaleCommand::getId).toList());
        assertThat(world.aws.changes())
                .as("%s: every change is made once and in its order, a heartbeat at least once", how)
                .filteredOn(change -> !change.equals("i-1 bye prolonged"))
                .containsExactly(
                        "arn/i-1/task-1 stopped",
                        "arn/i-1/task-2 stopped",
                        "i-1 " + TARGET_GROUP + " deregistered",
                        "i-1 front deregistered",
                        "i-1 bye continued",
                        "i-1 last abandoned");
        assertThat(world.aws.changes()).as(how).contains("i-1 bye prolonged");
        assertThat(world.endings())
                .as("%s: nothing is told as undone, and no hook that is over as prolonged", how)
                .noneMatch(ending -> ending.contains("REFUSED") || ending.contains("FAILED"))
                .contains("instance/i-1 8 SKIPPED GONE", "instance/i-2 3 SKIPPED GONE");
        assertThat(world.committedOffset).as(how).isEqualTo(COMMANDS.size());
    }

    private static World world() {
        var world = new World();
        world.aws
                .exits()
                .task("arn/i-1/task-1")
                .task("arn/i-1/task-2")
                .registration("i-1", TARGET_GROUP)
                .registration("i-1", "front")
                .hook("i-1", "bye")
                .hook("i-1", "last");
        return world;
    }
}
