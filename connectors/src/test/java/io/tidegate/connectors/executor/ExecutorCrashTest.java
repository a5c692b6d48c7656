package io.tidegate.connectors.executor;

import static io.tidegate.connectors.executor.command.Commands.bounds;
import static io.tidegate.connectors.executor.command.Commands.capacity;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.ScaleCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for absolute values wherever the executor is killed. */
class ExecutorCrashTest {
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

    private static final Crashes CRASHES = new Crashes(ExecutorCrashTest::world, COMMANDS);

    @Test
    void endsEveryCommandOnceWhereverItIsKilled() {
        CRASHES.once(ExecutorCrashTest::assertInvariants);
    }

    @Test
    void endsEveryCommandOnceWhenItIsKilledTwice() {
        CRASHES.twice(ExecutorCrashTest::assertInvariants);
    }

    @Test
    void publishesAllOutcomesWhenUndisturbed() {
        var world = CRASHES.undisturbed();

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
}
