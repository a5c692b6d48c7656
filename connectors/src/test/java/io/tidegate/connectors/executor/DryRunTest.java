package io.tidegate.connectors.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.Commands;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.schemas.ScaleCommand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunTest {
    private static final ScaleCommand OF_WEB = Commands.capacity("web", 1, 5);

    static Stream<Arguments> leavesOutTheChangeOfWhatItNames() {
        return Stream.of(
                argumentSet("nothing", DryRun.NONE, OF_WEB, false),
                argumentSet("everything", new DryRun(true, List.of()), OF_WEB, true),
                argumentSet("the target", targets("ecs/demo/web"), OF_WEB, true),
                argumentSet("another target", targets("ecs/demo/api"), OF_WEB, false),
                argumentSet("a target that begins alike", targets("ecs/demo/we"), OF_WEB, false),
                argumentSet("one of several", targets("asg/*", "ecs/demo/*"), OF_WEB, true),
                argumentSet("other kinds", targets("asg/*"), OF_WEB, false),
                argumentSet("its cluster", targets("cluster/demo"), OF_WEB, true),
                argumentSet("an instance of its cluster", targets("cluster/demo"), Commands.drain("i-1", 1), true),
                argumentSet("any", targets("*"), OF_WEB, true));
    }

    @ParameterizedTest
    @MethodSource
    void leavesOutTheChangeOfWhatItNames(DryRun dryRun, ScaleCommand command, boolean left) {
        assertThat(dryRun.of(Wire.command(command)).dryRun()).isEqualTo(left);
    }

    @Test
    void letsAPolicysOwnDryRunStand() {
        var dry = Wire.command(OF_WEB).withoutChange();

        assertThat(DryRun.NONE.of(dry).dryRun()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "esc/demo/web", "ecs/", "", "demo/web"})
    void refusesWhatCanBeNoTarget(String misspelt) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets(misspelt))
                .withMessage(
                        "executor.dryRunTargets must be targets such as ecs/demo/web, asg/* or cluster/demo, was \""
                                + misspelt + "\"");
    }

    @Test
    void saysWhatItHoldsBack() {
        assertThat(new DryRun(true, List.of())).hasToString("dry run");
        assertThat(targets("asg/*", "ecs/demo/web")).hasToString("dry run of asg/*, ecs/demo/web");
    }

    private static DryRun targets(String... patterns) {
        return new DryRun(false, List.of(patterns));
    }
}
