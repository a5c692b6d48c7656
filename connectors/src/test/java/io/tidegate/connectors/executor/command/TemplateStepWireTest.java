package io.tidegate.connectors.executor.command;

import static io.tidegate.connectors.executor.command.Commands.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.TemplateStep.Overrides;
import io.tidegate.connectors.executor.command.TemplateStep.Preferences;
import io.tidegate.connectors.executor.command.TemplateStep.ScaleInProtected;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateStepWireTest {
    private static final Map<String, String> NEW = Map.of("image", "ami-9", "sourceVersion", "$Latest", "token", "t-1");
    private static final Map<String, String> REFRESH =
            Map.of("group", "web", "minHealthyPercentage", "90", "skipMatching", "true", "scaleInProtected", "WAIT");

    static Stream<Arguments> readsSteps() {
        return Stream.of(
                argumentSet(
                        "a version with another image alone",
                        step("NEW_TEMPLATE_VERSION", NEW),
                        new TemplateStep.NewVersion(
                                "lt-1",
                                "ami-9",
                                "$Latest",
                                "t-1",
                                new Overrides(Optional.empty(), Optional.empty(), List.of()))),
                argumentSet(
                        "a version with all that can be other",
                        step(
                                "NEW_TEMPLATE_VERSION",
                                with(
                                        NEW,
                                        "sourceVersion",
                                        "7",
                                        "keyName",
                                        "ops",
                                        "instanceType",
                                        "m7g.large",
                                        "securityGroupIds",
                                        "sg-1,sg-2")),
                        new TemplateStep.NewVersion(
                                "lt-1",
                                "ami-9",
                                "7",
                                "t-1",
                                new Overrides(Optional.of("ops"), Optional.of("m7g.large"), List.of("sg-1", "sg-2")))),
                argumentSet(
                        "a default",
                        step("SET_DEFAULT_VERSION", Map.of("version", "8")),
                        new TemplateStep.SetDefault("lt-1", 8)),
                argumentSet(
                        "a group",
                        step("PIN_GROUP", Map.of("group", "web", "version", "8")),
                        new TemplateStep.PinGroup("lt-1", "web", 8)),
                argumentSet(
                        "deletion, each once and in order",
                        step("DELETE_VERSIONS", Map.of("versions", "3,1,3")),
                        new TemplateStep.DeleteVersions("lt-1", List.of(1L, 3L))),
                argumentSet(
                        "a refresh",
                        step("REFRESH_INSTANCES", REFRESH),
                        new TemplateStep.RefreshInstances(
                                "lt-1",
                                "web",
                                NOW,
                                new Preferences(90, true, ScaleInProtected.WAIT, OptionalInt.empty()))),
                argumentSet(
                        "a refresh with a warmup",
                        step(
                                "REFRESH_INSTANCES",
                                with(
                                        REFRESH,
                                        "skipMatching",
                                        "false",
                                        "scaleInProtected",
                                        "IGNORE",
                                        "instanceWarmupSeconds",
                                        "0")),
                        new TemplateStep.RefreshInstances(
                                "lt-1",
                                "web",
                                NOW,
                                new Preferences(90, false, ScaleInProtected.IGNORE, OptionalInt.of(0)))),
                argumentSet(
                        "another kind",
                        step("RENAME", Map.of()),
                        new Order.NotYet("Step RENAME of launch-template/lt-1")));
    }

    @ParameterizedTest
    @MethodSource
    void readsSteps(Step step, Order expected) {
        assertThat(read(step)).isEqualTo(expected);
    }

    static Stream<Arguments> refusesStepsWithoutWhatTheyNeed() {
        return Stream.of(
                argumentSet(
                        "another template than the target",
                        new Step("SET_DEFAULT_VERSION", "lt-2", "k", Map.of("version", "8")),
                        "action.subject of step SET_DEFAULT_VERSION must be the launch template of its target"
                                + " launch-template/lt-1, was lt-2"),
                argumentSet(
                        "no image",
                        step("NEW_TEMPLATE_VERSION", new TreeMap<>(Map.of("sourceVersion", "1", "token", "t"))),
                        "action.parameters.image of step NEW_TEMPLATE_VERSION must be given, was"
                                + " {sourceVersion=1, token=t}"),
                argumentSet(
                        "a source that is none",
                        step("NEW_TEMPLATE_VERSION", with(NEW, "sourceVersion", "latest")),
                        "action.parameters.sourceVersion must be $Latest, $Default or a number, was \"latest\""),
                argumentSet(
                        "a token that AWS does not take",
                        step("NEW_TEMPLATE_VERSION", with(NEW, "token", "t".repeat(129))),
                        "action.parameters.token must be 1 to 128 characters of ASCII, was \"" + "t".repeat(129)
                                + "\""),
                argumentSet(
                        "a group without an id",
                        step("NEW_TEMPLATE_VERSION", with(NEW, "securityGroupIds", "sg-1,")),
                        "action.parameters.securityGroupIds must be texts joined by commas, was \"sg-1,\""),
                argumentSet(
                        "a default that is no number",
                        step("SET_DEFAULT_VERSION", Map.of("version", "$Latest")),
                        "action.parameters.version must be at least 1, was \"$Latest\""),
                argumentSet(
                        "a pin to nothing",
                        step("PIN_GROUP", Map.of("group", "web", "version", "0")),
                        "action.parameters.version must be at least 1, was \"0\""),
                argumentSet(
                        "deletion of no number",
                        step("DELETE_VERSIONS", Map.of("versions", "1,,2")),
                        "action.parameters.versions must be at least 1, was \"\""),
                argumentSet(
                        "a share that is none",
                        step("REFRESH_INSTANCES", with(REFRESH, "minHealthyPercentage", "101")),
                        "action.parameters.minHealthyPercentage must be 0 to 100, was \"101\""),
                argumentSet(
                        "neither way with what is protected",
                        step("REFRESH_INSTANCES", with(REFRESH, "scaleInProtected", "Refresh")),
                        "action.parameters.scaleInProtected must be REFRESH, IGNORE or WAIT, was \"Refresh\""));
    }

    @ParameterizedTest
    @MethodSource
    void refusesStepsWithoutWhatTheyNeed(Step step, String message) {
        assertThatThrownBy(() -> read(step))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void countsStepsOfTemplatesAndOfGroupsApart() {
        var pin = new TemplateStep.PinGroup("lt-1", "web", 8);
        var choose = new TemplateStep.SetDefault("lt-1", 8);
        var delete = new TemplateStep.DeleteVersions("lt-1", List.of(1L));

        assertThat(pin.change()).isEqualTo(ApiCategory.GROUP_CHANGE);
        assertThat(pin.reads()).containsExactly(ApiCategory.GROUP_READ);
        assertThat(choose.change()).isEqualTo(ApiCategory.LAUNCH_TEMPLATE_CHANGE);
        assertThat(choose.reads()).containsExactly(ApiCategory.LAUNCH_TEMPLATE_READ);
        assertThat(delete.reads()).isEqualTo(Set.of(ApiCategory.LAUNCH_TEMPLATE_READ, ApiCategory.GROUP_READ));
    }

    private static Order read(Step step) {
        return Wire.command(Commands.wireOf("launch-template/lt-1", 1, step, Direction.NONE))
                .order();
    }

    private static Step step(String kind, Map<String, String> parameters) {
        return new Step(kind, "lt-1", "k", parameters);
    }

    private static Map<String, String> with(Map<String, String> given, String... others) {
        var all = new TreeMap<>(given);
        for (int i = 0; i < others.length; i += 2) {
            all.put(others[i], others[i + 1]);
        }
        return all;
    }
}
