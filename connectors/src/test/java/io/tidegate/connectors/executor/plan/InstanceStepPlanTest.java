package io.tidegate.connectors.executor.plan;

import static io.tidegate.connectors.executor.command.Commands.DEADLINE;
import static io.tidegate.connectors.executor.command.Commands.EPOCH;
import static io.tidegate.connectors.executor.command.Commands.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Commands;
import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.connectors.executor.command.Outcome.AppliedReason;
import io.tidegate.connectors.executor.command.Outcome.SkipReason;
import io.tidegate.connectors.executor.command.Position;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InstanceStepPlanTest {
    private static final Target ONE = new Target.Instance(Place.DEFAULT, "i-1");
    private static final String TARGET_GROUP = "arn:aws:elasticloadbalancing:r:1:targetgroup/web/1";
    private static final Command STOP = Wire.command(Commands.stopTasks("i-1", 7));
    private static final Command LEAVE = Wire.command(Commands.deregisterTarget("i-1", 7, TARGET_GROUP));
    private static final Command LEAVE_CLASSIC = Wire.command(Commands.deregister("i-1", 7, "front"));
    private static final Command BEAT = Wire.command(Commands.heartbeat("i-1", 7, "bye"));
    private static final Command COMPLETE = Wire.command(Commands.complete("i-1", 7, "bye", "CONTINUE"));
    private static final Instant LATE = DEADLINE.plusMillis(1);
    private static final Observed GONE = new Observed.Gone();
    private static final Observed WAITS = new Observed.Member("Terminating:Wait", Optional.empty());
    private static final Action EXPIRED = skip(SkipReason.EXPIRED);
    private static final Action THERE = skip(SkipReason.ALREADY_THERE);
    private static final Action RESOLVED =
            new Action.End(new Outcome.Applied(AppliedReason.RESOLVED_BY_OBSERVATION, Optional.empty()));

    static Stream<Arguments> stopsTasks() {
        var two = standalone("DRAINING", 3, "arn/b", "arn/a");
        var none = standalone("DRAINING", 3);
        var stop = new Action.Call(ONE, new InstanceStep.StopTasks("demo", "arn/i-1", List.of("arn/a", "arn/b")));
        return Stream.of(
                argumentSet("those that were seen", STOP, two, clear(), NOW, stop),
                argumentSet("nothing but tasks of services", STOP, none, clear(), NOW, THERE),
                argumentSet("again those that are left", STOP, two, doubt(), NOW, stop),
                argumentSet("in doubt, and none is left", STOP, none, doubt(), LATE, RESOLVED),
                argumentSet("late", STOP, two, clear(), LATE, EXPIRED),
                argumentSet("of what has left its cluster", STOP, GONE, clear(), NOW, skip(SkipReason.GONE)),
                argumentSet(
                        "not of what takes tasks",
                        STOP,
                        standalone("ACTIVE", 3, "arn/a"),
                        clear(),
                        NOW,
                        refuse("NOT_DRAINING", "the container instance must be DRAINING, was ACTIVE")),
                argumentSet(
                        "not of another instance",
                        STOP,
                        new Observed.NotFound("elsewhere"),
                        clear(),
                        NOW,
                        refuse("NOT_FOUND", "elsewhere")));
    }

    static Stream<Arguments> deregisters() {
        var healthy = new Observed.Registration("healthy", false);
        var draining = new Observed.Registration("draining", true);
        return Stream.of(
                argumentSet("what is registered", LEAVE, healthy, clear(), NOW, call(LEAVE)),
                argumentSet("not what drains", LEAVE, draining, clear(), NOW, THERE),
                argumentSet("not from what is gone", LEAVE, GONE, clear(), NOW, THERE),
                argumentSet("in doubt, and it shows", LEAVE, draining, doubt(), LATE, RESOLVED),
                argumentSet("in doubt, and it does not", LEAVE, healthy, doubt(), NOW, call(LEAVE)),
                argumentSet("not late", LEAVE, healthy, clear(), LATE, EXPIRED),
                argumentSet("classic", LEAVE_CLASSIC, healthy, clear(), NOW, call(LEAVE_CLASSIC)),
                argumentSet("classic, not what drains", LEAVE_CLASSIC, draining, clear(), NOW, THERE),
                argumentSet("classic, not from what is gone", LEAVE_CLASSIC, GONE, doubt(), NOW, RESOLVED),
                argumentSet(
                        "no addresses",
                        LEAVE,
                        new Observed.OtherTargets("ip"),
                        clear(),
                        NOW,
                        refuse("IP_TARGETS", "the target group must have targets of type instance, was ip")));
    }

    static Stream<Arguments> answersHooks() {
        return Stream.of(
                argumentSet("prolongs what waits", BEAT, WAITS, clear(), NOW, call(BEAT)),
                argumentSet("prolongs again what waits still", BEAT, WAITS, doubt(), NOW, call(BEAT)),
                argumentSet("says that there is nothing to prolong", BEAT, GONE, clear(), NOW, skip(SkipReason.GONE)),
                argumentSet("says it in doubt as well", BEAT, GONE, doubt(), NOW, skip(SkipReason.GONE)),
                argumentSet("does not prolong late", BEAT, WAITS, clear(), LATE, EXPIRED),
                argumentSet("completes what waits", COMPLETE, WAITS, clear(), NOW, call(COMPLETE)),
                argumentSet(
                        "asks AWS about a hook that a look does not show to be over",
                        COMPLETE,
                        new Observed.Member("InService", Optional.empty()),
                        clear(),
                        NOW,
                        call(COMPLETE)),
                argumentSet("completes again what waits still", COMPLETE, WAITS, doubt(), NOW, call(COMPLETE)),
                argumentSet("need not complete what is over", COMPLETE, GONE, clear(), NOW, THERE),
                argumentSet("resolves a completion that shows, late", COMPLETE, GONE, doubt(), LATE, RESOLVED),
                argumentSet("does not complete late", COMPLETE, WAITS, clear(), LATE, EXPIRED));
    }

    @ParameterizedTest
    @MethodSource({"stopsTasks", "deregisters", "answersHooks"})
    void takesAStepUnlessAwsShowsItOrForbidsIt(
            Command command, Observed observed, Memory memory, Instant now, Action expected) {
        assertThat(Planner.afterLooking(command, observed, memory, now)).isEqualTo(expected);
    }

    @Test
    void stopsNoMoreThanFitIntoOneTimeLimit() {
        var arns = IntStream.range(10, 30).mapToObj(number -> "arn/" + number).toList();
        var seen = standalone("DRAINING", 20, arns.reversed().toArray(String[]::new));

        var action = Planner.afterLooking(STOP, seen, clear(), NOW);

        assertThat(action)
                .isEqualTo(new Action.Call(
                        ONE,
                        new InstanceStep.StopTasks("demo", "arn/i-1", arns.subList(0, InstanceStep.StopTasks.MOST))));
    }

    static Stream<Arguments> endsByWhatACallIsAnswered() {
        var applied = new Outcome.Applied(AppliedReason.OK, Optional.of("r-1"));
        var accepted = new Answer.Accepted("r-1");
        var gone = new Answer.Gone();
        var there = new Outcome.Skipped(SkipReason.ALREADY_THERE);
        var over = new Outcome.Skipped(SkipReason.GONE);
        var resolved = new Outcome.Applied(AppliedReason.RESOLVED_BY_OBSERVATION, Optional.empty());
        return Stream.of(
                argumentSet("prolonged", BEAT, accepted, false, applied),
                argumentSet("no hook to prolong", BEAT, gone, false, over),
                argumentSet("no hook to prolong, in doubt", BEAT, gone, true, over),
                argumentSet("completed", COMPLETE, accepted, false, applied),
                argumentSet("no hook to complete", COMPLETE, gone, false, there),
                argumentSet("completed by the call in doubt", COMPLETE, gone, true, resolved),
                argumentSet("no load balancer to leave", LEAVE, gone, false, there),
                argumentSet("tasks that have stopped by themselves", STOP, gone, false, over));
    }

    @ParameterizedTest
    @MethodSource
    void endsByWhatACallIsAnswered(Command command, Answer answer, boolean inDoubt, Outcome expected) {
        assertThat(Planner.afterCalling(command, answer, inDoubt)).isEqualTo(expected);
    }

    static Stream<Arguments> tellsWhatADryRunLeavesOut() {
        return Stream.of(
                argumentSet(
                        "tasks",
                        STOP,
                        standalone("DRAINING", 3, "arn/a"),
                        "would stop what no service keeps on arn/i-1, was DRAINING with 3 tasks, 1 of them of no"
                                + " service"),
                argumentSet(
                        "a target",
                        LEAVE,
                        new Observed.Registration("healthy", false),
                        "would deregister i-1:80 from " + TARGET_GROUP + ", was healthy"),
                argumentSet(
                        "an instance",
                        LEAVE_CLASSIC,
                        new Observed.Registration("InService", false),
                        "would deregister i-1 from front, was InService"),
                argumentSet("a heartbeat", BEAT, WAITS, "would prolong hook bye of web for i-1, was Terminating:Wait"),
                argumentSet(
                        "a completion",
                        COMPLETE,
                        WAITS,
                        "would complete hook bye of web for i-1 with CONTINUE, was Terminating:Wait"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatADryRunLeavesOut(Command command, Observed observed, String told) {
        assertThat(Planner.afterLooking(command.withoutChange(), observed, clear(), NOW))
                .isEqualTo(new Action.End(new Outcome.Skipped(SkipReason.DRY_RUN, Optional.of(told))));
    }

    @Test
    void holdsNothingOfWhatAStepChangesAgainstWhatWasAppliedLast() {
        for (var observed : List.of(WAITS, GONE, standalone("DRAINING", 1, "a"), new Observed.OtherTargets("ip"))) {
            assertThat(observed.contradicts(new Order.SetCapacity(1))).isFalse();
        }
    }

    private static Observed standalone(String status, int all, String... arns) {
        return new Observed.StandaloneTasks(new Observed.ContainerInstance(status, all), List.of(arns));
    }

    private static Action call(Command command) {
        return new Action.Call(ONE, (Order.Executable) command.order());
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
