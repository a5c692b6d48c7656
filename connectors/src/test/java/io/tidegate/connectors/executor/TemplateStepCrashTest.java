package io.tidegate.connectors.executor;

import static io.tidegate.connectors.executor.command.Commands.NOW;
import static io.tidegate.connectors.executor.command.Commands.deleteVersions;
import static io.tidegate.connectors.executor.command.Commands.newVersion;
import static io.tidegate.connectors.executor.command.Commands.pinGroup;
import static io.tidegate.connectors.executor.command.Commands.refresh;
import static io.tidegate.connectors.executor.command.Commands.setDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.plan.TemplateObserved.Refresh;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.ScaleCommand;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for the steps by which a launch template comes to another image, wherever the executor is killed. */
class TemplateStepCrashTest {
    /** Of a template with three versions: each step, and what is asked for again or cannot be. */
    private static final List<ScaleCommand> COMMANDS = List.of(
            newVersion(1, "ami-9"),
            newVersion(2, "ami-9"),
            setDefault(3, 4),
            setDefault(4, 4),
            pinGroup(5, "web", 4),
            pinGroup(6, "shop", 4),
            pinGroup(7, "none", 4),
            deleteVersions(8, "1,2"),
            deleteVersions(9, "1,2"),
            deleteVersions(10, "3,4"),
            refresh(11, "web"),
            refresh(12, "web"),
            refresh(13, "api"));

    private static final Crashes CRASHES = new Crashes(TemplateStepCrashTest::world, COMMANDS);

    @Test
    void takesEveryStepOnceWhereverItIsKilled() {
        CRASHES.once(TemplateStepCrashTest::assertInvariants);
    }

    @Test
    void takesEveryStepOnceWhenItIsKilledTwice() {
        CRASHES.twice(TemplateStepCrashTest::assertInvariants);
    }

    @Test
    void publishesAllOutcomesWhenUndisturbed() {
        var world = CRASHES.undisturbed();

        assertThat(world.endings())
                .containsExactly(
                        "launch-template/lt-1 1 APPLIED OK",
                        "launch-template/lt-1 2 SKIPPED ALREADY_THERE",
                        "launch-template/lt-1 3 APPLIED OK",
                        "launch-template/lt-1 4 SKIPPED ALREADY_THERE",
                        "launch-template/lt-1 5 APPLIED OK",
                        "launch-template/lt-1 6 SKIPPED NOT_PINNED",
                        "launch-template/lt-1 7 REFUSED NOT_FOUND",
                        "launch-template/lt-1 8 APPLIED OK",
                        "launch-template/lt-1 9 SKIPPED ALREADY_THERE",
                        "launch-template/lt-1 10 REFUSED IN_USE",
                        "launch-template/lt-1 11 APPLIED OK",
                        "launch-template/lt-1 12 SKIPPED ALREADY_THERE",
                        "launch-template/lt-1 13 REFUSED INSTANCE_REFRESH_IN_PROGRESS");
        assertInvariants("undisturbed", world);
    }

    private static void assertInvariants(String how, World world) {
        assertThat(world.outcomes())
                .as("%s: one outcome for each command", how)
                .extracting(CommandOutcome::getCommandId)
                .containsExactlyElementsOf(
                        COMMANDS.stream().map(ScaleCommand::getId).toList());
        assertThat(world.aws.changes())
                .as("%s: every change is made once and in its order", how)
                .containsExactly(
                        "version 4 with ami-9",
                        "default 4",
                        "web launches 4",
                        "version 1 deleted",
                        "version 2 deleted",
                        "web refreshed");
        assertThat(world.endings())
                .as("%s: each change is told as applied, and nothing else is", how)
                .filteredOn(ending -> ending.contains("APPLIED"))
                .hasSize(5);
        assertThat(world.committedOffset).as(how).isEqualTo(COMMANDS.size());
    }

    /** A group that is pinned, one that is pinned to the third version, and one on the latest. */
    private static World world() {
        var world = new World();
        world.aws
                .templates()
                .version("ami-1")
                .version("ami-2")
                .version("ami-3")
                .group("web", "1")
                .group("api", "3")
                .group("shop", "$Latest")
                .refresh("api", new Refresh("InProgress", true, Optional.of(NOW.minusSeconds(60))));
        return world;
    }
}
