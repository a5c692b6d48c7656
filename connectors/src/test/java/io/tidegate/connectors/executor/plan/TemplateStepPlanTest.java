package io.tidegate.connectors.executor.plan;

import static io.tidegate.connectors.executor.command.Commands.DEADLINE;
import static io.tidegate.connectors.executor.command.Commands.EPOCH;
import static io.tidegate.connectors.executor.command.Commands.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Commands;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.connectors.executor.command.Outcome.AppliedReason;
import io.tidegate.connectors.executor.command.Outcome.SkipReason;
import io.tidegate.connectors.executor.command.Position;
import io.tidegate.connectors.executor.command.TemplateStep;
import io.tidegate.connectors.executor.command.TemplateStep.DeleteVersions;
import io.tidegate.connectors.executor.command.TemplateStep.Kept;
import io.tidegate.connectors.executor.command.TemplateStep.NewVersion;
import io.tidegate.connectors.executor.command.TemplateStep.PinGroup;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.connectors.executor.plan.TemplateObserved.Default;
import io.tidegate.connectors.executor.plan.TemplateObserved.Existing;
import io.tidegate.connectors.executor.plan.TemplateObserved.Launch;
import io.tidegate.connectors.executor.plan.TemplateObserved.NotRefreshed;
import io.tidegate.connectors.executor.plan.TemplateObserved.Refresh;
import io.tidegate.connectors.executor.plan.TemplateObserved.Version;
import io.tidegate.connectors.executor.plan.TemplateObserved.Versions;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;

class TemplateStepPlanTest {
    private static final Target TEMPLATE = new Target.LaunchTemplate(Place.DEFAULT, "lt-1");
    private static final Command MAKE = Wire.command(Commands.newVersion(7, "ami-9"));
    private static final Command MAKE_OTHER = Wire.command(Commands.newVersion(
            7, "ami-9", Map.of("keyName", "ops", "instanceType", "m7g.large", "securityGroupIds", "sg-2,sg-1")));
    private static final Command CHOOSE = Wire.command(Commands.setDefault(7, 3));
    private static final Command PIN = Wire.command(Commands.pinGroup(7, "web", 3));
    private static final Command DELETE = Wire.command(Commands.deleteVersions(7, "1,2,5"));
    private static final Command REFRESH = Wire.command(Commands.refresh(7, "web"));
    private static final Instant LATE = DEADLINE.plusMillis(1);
    private static final Action EXPIRED = skip(SkipReason.EXPIRED);
    private static final Action THERE = skip(SkipReason.ALREADY_THERE);
    private static final Action RESOLVED =
            new Action.End(new Outcome.Applied(AppliedReason.RESOLVED_BY_OBSERVATION, Optional.empty()));
    private static final Observed UNKNOWN = new Observed.NotFound("no lt-1");

    static Stream<Arguments> makesAVersion() {
        var device = LaunchTemplateBlockDeviceMappingRequest.builder()
                .deviceName("/dev/b")
                .build();
        var kept = new Kept(List.of(), List.of(device));
        var old = new Versions(version(1, "ami-1"), version(2, "ami-2"), kept);
        var there = new Versions(version(1, "ami-1"), version(2, "ami-9"), kept);
        var calls = new Action.Call(TEMPLATE, ((NewVersion) MAKE.order()).of(1, kept));
        return Stream.of(
                argumentSet("of the source that was seen, with what is kept", MAKE, old, clear(), NOW, calls),
                argumentSet("not where the latest has the image", MAKE, there, clear(), NOW, THERE),
                argumentSet(
                        "although the source has it",
                        MAKE,
                        new Versions(version(1, "ami-9"), version(2, "ami-2"), kept),
                        clear(),
                        NOW,
                        calls),
                argumentSet("in doubt, and it shows", MAKE, there, doubt(), LATE, RESOLVED),
                argumentSet("in doubt, and it does not: with the same token", MAKE, old, doubt(), NOW, calls),
                argumentSet("not late", MAKE, old, clear(), LATE, EXPIRED),
                argumentSet(
                        "not of what AWS does not know", MAKE, UNKNOWN, clear(), NOW, refuse("NOT_FOUND", "no lt-1")));
    }

    static Stream<Arguments> comparesAllThatIsToBeOther() {
        return Stream.of(
                argumentSet("all", "ops", "m7g.large", Set.of("sg-1", "sg-2"), true),
                argumentSet("another key", "dev", "m7g.large", Set.of("sg-1", "sg-2"), false),
                argumentSet("another type", "ops", "m7g.small", Set.of("sg-1", "sg-2"), false),
                argumentSet("fewer groups", "ops", "m7g.large", Set.of("sg-1"), false),
                argumentSet("more groups", "ops", "m7g.large", Set.of("sg-1", "sg-2", "sg-3"), false));
    }

    @ParameterizedTest
    @MethodSource
    void comparesAllThatIsToBeOther(String key, String type, Set<String> groups, boolean there) {
        var latest = new Version(2, Optional.of("ami-9"), Optional.of(key), Optional.of(type), groups);
        var seen = new Versions(latest, latest, Kept.NOTHING);

        assertThat(Planner.afterLooking(MAKE_OTHER, seen, clear(), NOW).equals(THERE))
                .isEqualTo(there);
    }

    static Stream<Arguments> choosesADefault() {
        return Stream.of(
                argumentSet("another", CHOOSE, new Default(2), clear(), NOW, call(CHOOSE)),
                argumentSet("not what is it", CHOOSE, new Default(3), clear(), NOW, THERE),
                argumentSet("in doubt, and it is", CHOOSE, new Default(3), doubt(), LATE, RESOLVED),
                argumentSet("in doubt, and it is not", CHOOSE, new Default(2), doubt(), NOW, call(CHOOSE)),
                argumentSet("not late", CHOOSE, new Default(2), clear(), LATE, EXPIRED));
    }

    static Stream<Arguments> pinsAGroup() {
        var mixed = Optional.of(MixedInstancesPolicy.builder().build());
        return Stream.of(
                argumentSet("to another number", PIN, launch("2"), clear(), NOW, call(PIN)),
                argumentSet("not where it is", PIN, launch("3"), clear(), NOW, THERE),
                argumentSet("in doubt, and it is", PIN, launch("3"), doubt(), LATE, RESOLVED),
                argumentSet(
                        "with what it says of the instances that it mixes",
                        PIN,
                        new Launch("2", mixed),
                        clear(),
                        NOW,
                        new Action.Call(TEMPLATE, ((PinGroup) PIN.order()).of(mixed))),
                argumentSet("not on the latest", PIN, launch("$Latest"), clear(), NOW, notPinned("$Latest")),
                argumentSet("not on the default", PIN, launch("$Default"), clear(), NOW, notPinned("$Default")),
                argumentSet("not late", PIN, launch("2"), clear(), LATE, EXPIRED));
    }

    static Stream<Arguments> deletesVersions() {
        var two = new Existing(List.of(1L, 2L), Map.of());
        var partly = new Existing(List.of(1L), Map.of(5L, "the latest", 2L, "the default"));
        var delete = (DeleteVersions) DELETE.order();
        return Stream.of(
                argumentSet(
                        "those that exist",
                        DELETE,
                        two,
                        clear(),
                        NOW,
                        new Action.Call(TEMPLATE, delete.of(List.of(1L, 2L), List.of()))),
                argumentSet(
                        "those that nothing uses",
                        DELETE,
                        partly,
                        clear(),
                        NOW,
                        new Action.Call(
                                TEMPLATE,
                                delete.of(
                                        List.of(1L), List.of("version 2 is the default", "version 5 is the latest")))),
                argumentSet(
                        "none that is used",
                        DELETE,
                        new Existing(List.of(), Map.of(5L, "the latest", 2L, "what asg/web launches")),
                        clear(),
                        NOW,
                        refuse(
                                "IN_USE",
                                "versions must not be in use, version 2 is what asg/web launches, version 5 is the"
                                        + " latest")),
                argumentSet("none that is gone", DELETE, new Existing(List.of(), Map.of()), clear(), NOW, THERE),
                argumentSet("in doubt, and gone", DELETE, new Existing(List.of(), Map.of()), doubt(), LATE, RESOLVED),
                argumentSet("not late", DELETE, two, clear(), LATE, EXPIRED));
    }

    static Stream<Arguments> refreshesInstances() {
        var soon = Optional.of(NOW.plusSeconds(1));
        var before = Optional.of(NOW.minusSeconds(60));
        return Stream.of(
                argumentSet("never refreshed", REFRESH, new NotRefreshed(), clear(), NOW, call(REFRESH)),
                argumentSet(
                        "refreshed long ago",
                        REFRESH,
                        new Refresh("Successful", false, before),
                        clear(),
                        NOW,
                        call(REFRESH)),
                argumentSet(
                        "not while an earlier one is under way",
                        REFRESH,
                        new Refresh("InProgress", true, before),
                        clear(),
                        NOW,
                        refuse(
                                "INSTANCE_REFRESH_IN_PROGRESS",
                                "an earlier refresh of the group must have ended, was InProgress")),
                argumentSet(
                        "not while one since is under way",
                        REFRESH,
                        new Refresh("InProgress", true, soon),
                        clear(),
                        NOW,
                        THERE),
                argumentSet(
                        "not while one is about to begin",
                        REFRESH,
                        new Refresh("Pending", true, Optional.empty()),
                        clear(),
                        NOW,
                        THERE),
                argumentSet(
                        "not a second time in doubt, whatever became of the first",
                        REFRESH,
                        new Refresh("Cancelled", false, soon),
                        doubt(),
                        NOW,
                        RESOLVED),
                argumentSet(
                        "again in doubt where none began",
                        REFRESH,
                        new Refresh("Successful", false, before),
                        doubt(),
                        NOW,
                        call(REFRESH)),
                argumentSet("not late", REFRESH, new NotRefreshed(), clear(), LATE, EXPIRED));
    }

    @ParameterizedTest
    @MethodSource({"makesAVersion", "choosesADefault", "pinsAGroup", "deletesVersions", "refreshesInstances"})
    void takesAStepUnlessAwsShowsItOrForbidsIt(
            Command command, Observed observed, Memory memory, Instant now, Action expected) {
        assertThat(Planner.afterLooking(command, observed, memory, now)).isEqualTo(expected);
    }

    // AWS tells whole seconds, and its clock may be behind.
    @Test
    void takesARefreshForTheOneThatIsWantedWithinFiveSeconds() {
        var step = (TemplateStep.RefreshInstances) REFRESH.order();

        assertThat(step.isBegunBy(NOW.minusSeconds(5))).isTrue();
        assertThat(step.isBegunBy(NOW.minusSeconds(5).minusMillis(1))).isFalse();
    }

    @Test
    void deletesNoMoreThanFitIntoOneCall() {
        var all = LongStream.rangeClosed(1, 300).boxed().toList();
        var command = Wire.command(Commands.deleteVersions(
                7, String.join(",", all.stream().map(String::valueOf).toList())));

        var action = Planner.afterLooking(command, new Existing(all.reversed(), Map.of()), clear(), NOW);

        assertThat(action)
                .isEqualTo(new Action.Call(TEMPLATE, new DeleteVersions("lt-1", all.subList(0, DeleteVersions.MOST))));
    }

    static Stream<Arguments> tellsWhatADryRunLeavesOut() {
        return Stream.of(
                argumentSet(
                        "a version",
                        MAKE,
                        new Versions(version(1, "ami-1"), version(2, "ami-2"), Kept.NOTHING),
                        "would make a version of lt-1 with ami-9, was version 2 with ami-2"),
                argumentSet(
                        "a default", CHOOSE, new Default(2), "would make version 3 the default of lt-1, was version 2"),
                argumentSet("a group", PIN, launch("2"), "would let web launch from version 3 of lt-1, was version 2"),
                argumentSet(
                        "versions",
                        DELETE,
                        new Existing(List.of(1L), Map.of(2L, "the default")),
                        "would delete versions [1, 2, 5] of lt-1, was 2 of them there"),
                argumentSet(
                        "a refresh",
                        REFRESH,
                        new NotRefreshed(),
                        "would refresh the instances of web, was never refreshed"),
                argumentSet(
                        "a refresh after another",
                        REFRESH,
                        new Refresh("Failed", false, Optional.of(EPOCH)),
                        "would refresh the instances of web, was refreshed, Failed"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatADryRunLeavesOut(Command command, Observed observed, String told) {
        assertThat(Planner.afterLooking(command.withoutChange(), observed, clear(), NOW))
                .isEqualTo(new Action.End(new Outcome.Skipped(SkipReason.DRY_RUN, Optional.of(told))));
    }

    @Test
    void holdsNothingOfWhatAStepChangesAgainstWhatWasAppliedLast() {
        for (var observed : List.of(new Default(2), launch("2"), new NotRefreshed())) {
            assertThat(observed.contradicts(new Order.SetCapacity(1))).isFalse();
        }
    }

    private static Version version(long number, String image) {
        return new Version(number, Optional.of(image), Optional.empty(), Optional.empty(), Set.of());
    }

    private static Launch launch(String version) {
        return new Launch(version, Optional.empty());
    }

    private static Action call(Command command) {
        return new Action.Call(TEMPLATE, (Order.Executable) command.order());
    }

    private static Action notPinned(String version) {
        return new Action.End(
                new Outcome.Skipped(SkipReason.NOT_PINNED, Optional.of("the group launches from " + version)));
    }

    private static Memory clear() {
        return new Memory(Optional.empty(), new Position(EPOCH, 7), false, NOW);
    }

    private static Memory doubt() {
        return new Memory(Optional.empty(), new Position(EPOCH, 7), true, NOW);
    }

    private static Action skip(SkipReason why) {
        return new Action.End(new Outcome.Skipped(why));
    }

    private static Action refuse(String reason, String message) {
        return new Action.End(new Outcome.Refused(reason, message, Optional.empty()));
    }
}
