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
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.Observe;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.Step;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {
    private static final Command TO_FIVE = command(Commands.capacity("web", 7, 5));
    private static final Command TO_2_TO_8 = command(Commands.bounds("web", 7, 2, 8));
    private static final Command DRAIN = command(Commands.drain("i-1", 7));
    private static final Order.Executable DRAIN_ORDER = new Order.DrainInstance("demo", "arn/i-1");
    private static final Command TERMINATE = command(Commands.terminate("i-1", 7, true));
    private static final Order.Executable TERMINATE_ORDER = new Order.TerminateInstance("i-1", "demo", "arn/i-1", true);
    private static final Instant SOON = NOW.plusSeconds(15);
    private static final Action LOOK_AGAIN = new Action.LookAgain(SOON);
    private static final Instant LATE = DEADLINE.plusMillis(1);
    private static final Target.EcsService WEB = new Target.EcsService(Target.Place.DEFAULT, "demo", "web");
    private static final Place SHOP = new Place("111111111111", "eu-central-1");
    private static final Action LOOK = new Action.Look(WEB, new Order.SetCapacity(5));
    private static final Action SUPERSEDED = skip(SkipReason.SUPERSEDED);
    private static final Action EXPIRED = skip(SkipReason.EXPIRED);
    private static final Action.End RESOLVED =
            new Action.End(new Outcome.Applied(AppliedReason.RESOLVED_BY_OBSERVATION, Optional.empty()));

    static Stream<Arguments> beforeLooking() {
        return Stream.of(
                argumentSet("looks at a new command", TO_FIVE, nothing(), NOW, LOOK),
                argumentSet("looks at the deadline itself", TO_FIVE, nothing(), DEADLINE, LOOK),
                argumentSet("skips after the deadline", TO_FIVE, nothing(), LATE, EXPIRED),
                argumentSet("skips a replaced command", TO_FIVE, newest(8), NOW, SUPERSEDED),
                argumentSet("looks past what settled before it", TO_FIVE, settled(6), NOW, LOOK),
                argumentSet("passes what is settled", TO_FIVE, settled(7), NOW, new Action.Pass()),
                argumentSet("passes what settled long ago, even late", TO_FIVE, settled(9), LATE, new Action.Pass()),
                argumentSet("looks at a call in doubt although late", TO_FIVE, doubt(7), LATE, LOOK),
                argumentSet("looks at a call in doubt although replaced", TO_FIVE, doubt(8), NOW, LOOK),
                argumentSet(
                        "refuses steps that it does not know",
                        command(Commands.wire(
                                "web", 7, new Step("HEARTBEAT", "i-1", "token", Map.of()), Direction.NONE)),
                        nothing(),
                        NOW,
                        refuse("NOT_YET", "Step HEARTBEAT of ecs/demo/web is not carried out by this version")),
                argumentSet("looks at a step", DRAIN, nothing(), NOW, new Action.Look(DRAIN.target(), DRAIN_ORDER)),
                argumentSet("skips a step after its deadline", TERMINATE, nothing(), LATE, EXPIRED),
                argumentSet(
                        "looks at a step in doubt although late",
                        TERMINATE,
                        doubt(7),
                        LATE,
                        new Action.Look(TERMINATE.target(), TERMINATE_ORDER)),
                argumentSet(
                        "looks at what is in a configured account",
                        command(Commands.wireOf(
                                "111111111111/eu-central-1/ecs/demo/web", 7, new SetCapacity(1, 5), Direction.OUT)),
                        nothing(),
                        NOW,
                        new Action.Look(new Target.EcsService(SHOP, "demo", "web"), new Order.SetCapacity(5))),
                argumentSet(
                        "refuses what is in an account that is not configured",
                        command(Commands.wireOf(
                                "123456789012/eu-central-1/ecs/demo/web", 7, new SetCapacity(1, 5), Direction.OUT)),
                        nothing(),
                        NOW,
                        refuse(
                                "UNKNOWN_ACCOUNT",
                                "the account and region must be one of aws.accounts of the executor, was"
                                        + " 123456789012/eu-central-1")),
                argumentSet(
                        "refuses observations",
                        command(Commands.wire("web", 7, new Observe(), Direction.NONE)),
                        nothing(),
                        NOW,
                        refuse("NOT_YET", "Observe is not carried out by this version")),
                argumentSet(
                        "refuses a capacity of what has none of its own",
                        command(Commands.wireOf("cluster/demo", 7, new SetCapacity(1, 2), Direction.OUT)),
                        nothing(),
                        NOW,
                        refuse("NOT_YET", "SetCapacity of cluster/demo is not carried out by this version")));
    }

    @ParameterizedTest
    @MethodSource
    void beforeLooking(Command command, Memory memory, Instant now, Action expected) {
        assertThat(Planner.beforeLooking(command, memory, Set.of(Place.DEFAULT, SHOP), now))
                .isEqualTo(expected);
    }

    static Stream<Arguments> afterLooking() {
        var four = new Observed.Capacity(4);
        var five = new Observed.Capacity(5);
        var gone = new Observed.NotFound("MISSING");
        var call = call(new Order.SetCapacity(5));
        var bounds = call(new Order.SetBounds(2, 8));
        return Stream.of(
                argumentSet("calls for another capacity", TO_FIVE, four, nothing(), NOW, call),
                argumentSet("skips what is there", TO_FIVE, five, nothing(), NOW, skip(SkipReason.ALREADY_THERE)),
                argumentSet("skips what expired meanwhile", TO_FIVE, four, nothing(), LATE, EXPIRED),
                argumentSet("skips what was replaced meanwhile", TO_FIVE, four, newest(8), NOW, SUPERSEDED),
                argumentSet("says expired of what is late and replaced", TO_FIVE, four, newest(8), LATE, EXPIRED),
                argumentSet("passes what is settled", TO_FIVE, four, settled(7), NOW, new Action.Pass()),
                argumentSet("refuses a missing service", TO_FIVE, gone, nothing(), NOW, refuse("NOT_FOUND", "MISSING")),
                argumentSet("looks again for what may be new", TO_FIVE, gone, shownBy(SOON), NOW, LOOK_AGAIN),
                argumentSet(
                        "refuses what was not shown in time",
                        TO_FIVE,
                        gone,
                        shownBy(SOON),
                        SOON,
                        refuse("NOT_FOUND", "MISSING")),
                argumentSet("skips what expired before it was shown", TO_FIVE, gone, shownBy(SOON), LATE, EXPIRED),
                argumentSet("calls for what is shown early", TO_FIVE, four, shownBy(SOON), NOW, call),
                argumentSet(
                        "refuses a draining service",
                        TO_FIVE,
                        new Observed.Inactive("DRAINING"),
                        nothing(),
                        NOW,
                        refuse("INACTIVE", "the target must be active, was DRAINING")),
                argumentSet("registers bounds", TO_2_TO_8, new Observed.Unregistered(), nothing(), NOW, bounds),
                argumentSet("calls for other bounds", TO_2_TO_8, new Observed.Bounds(2, 7), nothing(), NOW, bounds),
                argumentSet(
                        "skips bounds that are there",
                        TO_2_TO_8,
                        new Observed.Bounds(2, 8),
                        nothing(),
                        NOW,
                        skip(SkipReason.ALREADY_THERE)),
                argumentSet("resolves a call whose effect shows", TO_FIVE, five, doubt(7), NOW, RESOLVED),
                argumentSet("resolves it although late and replaced", TO_FIVE, five, doubt(8), LATE, RESOLVED),
                argumentSet("repeats a call whose effect is not there", TO_FIVE, four, doubt(7), NOW, call),
                argumentSet("expires a call without effect", TO_FIVE, four, doubt(7), LATE, EXPIRED),
                argumentSet("replaces a call without effect", TO_FIVE, four, doubt(8), NOW, SUPERSEDED));
    }

    static Stream<Arguments> ofGroups() {
        var toFive = new SetCapacity(1, 5);
        var to2To8 = new SetBounds(1, 4, 2, 8, null);
        var to2To8At5 = new SetBounds(1, 4, 2, 8, 5);
        var there = skip(SkipReason.ALREADY_THERE);
        return Stream.of(
                argumentSet("capacity", toFive, group(0, 9, 4), groupCall(new Order.SetGroupDesired(5))),
                argumentSet("capacity that is there", toFive, group(0, 9, 5), there),
                argumentSet(
                        "bounds", to2To8, group(2, 9, 5), groupCall(new Order.SetGroupSize(2, 8, OptionalInt.empty()))),
                argumentSet("bounds that are there, at any capacity", to2To8, group(2, 8, 7), there),
                argumentSet(
                        "both", to2To8At5, group(2, 8, 7), groupCall(new Order.SetGroupSize(2, 8, OptionalInt.of(5)))),
                argumentSet("both that are there", to2To8At5, group(2, 8, 5), there));
    }

    @ParameterizedTest
    @MethodSource("ofGroups")
    void callsForAGroupUnlessItShowsTheOrder(Object action, Observed observed, Action expected) {
        var command = command(Commands.wireOf("asg/web", 7, action, Direction.NONE));

        assertThat(Planner.afterLooking(command, observed, nothing(), NOW)).isEqualTo(expected);
    }

    static Stream<Arguments> takesStepsOnlyWhereTheirPreconditionHolds() {
        var active = new Observed.ContainerInstance("ACTIVE", 3);
        var drains = new Observed.ContainerInstance("DRAINING", 3);
        var empty = new Observed.ContainerInstance("DRAINING", 0);
        var gone = new Observed.Gone();
        var drain = new Action.Call(DRAIN.target(), DRAIN_ORDER);
        var terminate = new Action.Call(TERMINATE.target(), TERMINATE_ORDER);
        var there = skip(SkipReason.ALREADY_THERE);
        return Stream.of(
                argumentSet("drains what is active", DRAIN, active, nothing(), NOW, drain),
                argumentSet("need not drain what drains", DRAIN, drains, nothing(), NOW, there),
                argumentSet("resolves a draining that shows, late", DRAIN, drains, doubt(7), LATE, RESOLVED),
                argumentSet("drains again what does not show it", DRAIN, active, doubt(7), NOW, drain),
                argumentSet("need not drain what is gone", DRAIN, gone, nothing(), NOW, skip(SkipReason.GONE)),
                argumentSet("says so in doubt as well", DRAIN, gone, doubt(7), NOW, skip(SkipReason.GONE)),
                argumentSet("does not drain late", DRAIN, active, nothing(), LATE, EXPIRED),
                argumentSet(
                        "refuses to drain what is not active",
                        DRAIN,
                        new Observed.Inactive("REGISTERING"),
                        nothing(),
                        NOW,
                        refuse("INACTIVE", "the target must be active, was REGISTERING")),
                argumentSet("ends what is empty", TERMINATE, member("InService", empty), nothing(), NOW, terminate),
                argumentSet(
                        "ends what has left its cluster", TERMINATE, member("InService"), nothing(), NOW, terminate),
                argumentSet(
                        "refuses to end what has tasks",
                        TERMINATE,
                        member("InService", drains),
                        nothing(),
                        NOW,
                        refuse("NOT_EMPTY", "the container instance must have no tasks, had 3")),
                argumentSet(
                        "refuses to end what takes tasks, empty or not",
                        TERMINATE,
                        member("InService", new Observed.ContainerInstance("ACTIVE", 0)),
                        nothing(),
                        NOW,
                        refuse("NOT_DRAINING", "the container instance must be DRAINING, was ACTIVE")),
                argumentSet(
                        "refuses to end what has got tasks since the call in doubt",
                        TERMINATE,
                        member("InService", drains),
                        doubt(7),
                        NOW,
                        refuse("NOT_EMPTY", "the container instance must have no tasks, had 3")),
                argumentSet(
                        "need not end what is ending", TERMINATE, member("Terminating:Wait"), nothing(), NOW, there),
                argumentSet(
                        "need not end what ends in a warm pool",
                        TERMINATE,
                        member("Warmed:Terminating"),
                        nothing(),
                        NOW,
                        there),
                argumentSet("need not end what is in no group", TERMINATE, gone, nothing(), NOW, there),
                argumentSet(
                        "resolves an end that shows, late", TERMINATE, member("Terminating"), doubt(7), LATE, RESOLVED),
                argumentSet("resolves an end that is over", TERMINATE, gone, doubt(7), NOW, RESOLVED),
                argumentSet(
                        "ends again what AWS shows in service",
                        TERMINATE,
                        member("InService", empty),
                        doubt(7),
                        NOW,
                        terminate),
                argumentSet(
                        "refuses what is of another group at once",
                        TERMINATE,
                        new Observed.NotFound("elsewhere"),
                        shownBy(SOON),
                        NOW,
                        refuse("NOT_FOUND", "elsewhere")));
    }

    @ParameterizedTest
    @MethodSource
    void takesStepsOnlyWhereTheirPreconditionHolds(
            Command command, Observed observed, Memory memory, Instant now, Action expected) {
        assertThat(Planner.afterLooking(command, observed, memory, now)).isEqualTo(expected);
    }

    static Stream<Arguments> tellsWhatADryRunLeavesOut() {
        var draining = new Observed.ContainerInstance("DRAINING", 0);
        return Stream.of(
                argumentSet(
                        "a capacity",
                        Commands.capacity("web", 7, 5),
                        new Observed.Capacity(3),
                        "would set desired=5, was 3"),
                argumentSet(
                        "bounds",
                        Commands.bounds("web", 7, 2, 8),
                        new Observed.Bounds(1, 4),
                        "would set min=2 max=8, was min=1 max=4"),
                argumentSet(
                        "first bounds",
                        Commands.bounds("web", 7, 2, 8),
                        new Observed.Unregistered(),
                        "would set min=2 max=8, was not registered"),
                argumentSet(
                        "a group",
                        Commands.groupCapacity(7, 5),
                        group(0, 9, 3),
                        "would set desired=5, was min=0 max=9 desired=3"),
                argumentSet(
                        "a drain",
                        Commands.drain("i-1", 7),
                        new Observed.ContainerInstance("ACTIVE", 2),
                        "would drain arn/i-1, was ACTIVE with 2 tasks"),
                argumentSet(
                        "an end",
                        Commands.terminate("i-1", 7, true),
                        member("InService", draining),
                        "would terminate i-1 with decrement, was InService"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatADryRunLeavesOut(ScaleCommand wire, Observed observed, String told) {
        assertThat(Planner.afterLooking(command(wire).withoutChange(), observed, nothing(), NOW))
                .isEqualTo(new Action.End(new Outcome.Skipped(SkipReason.DRY_RUN, Optional.of(told))));
    }

    @Test
    void saysOfADryRunWhatWouldNotHaveBeenDoneEither() {
        var dry = TO_FIVE.withoutChange();

        assertThat(Planner.afterLooking(dry, new Observed.Capacity(5), nothing(), NOW))
                .isEqualTo(skip(SkipReason.ALREADY_THERE));
        assertThat(Planner.afterLooking(dry, new Observed.NotFound("MISSING"), nothing(), NOW))
                .isEqualTo(refuse("NOT_FOUND", "MISSING"));
    }

    private static Observed member(String lifecycle) {
        return new Observed.Member(lifecycle, Optional.empty());
    }

    private static Observed member(String lifecycle, Observed.ContainerInstance registered) {
        return new Observed.Member(lifecycle, Optional.of(registered));
    }

    static Stream<Arguments> endsByWhatACallIsAnswered() {
        var accepted = new Answer.Accepted("r-1");
        var declined = new Answer.Declined("INACTIVE", "it is off", "r-1");
        var gone = new Answer.Gone();
        var there = new Outcome.Skipped(SkipReason.ALREADY_THERE);
        return Stream.of(
                argumentSet(
                        "accepted", DRAIN, accepted, true, new Outcome.Applied(AppliedReason.OK, Optional.of("r-1"))),
                argumentSet(
                        "declined",
                        DRAIN,
                        declined,
                        false,
                        new Outcome.Refused("INACTIVE", "it is off", Optional.of("r-1"))),
                argumentSet("gone before it drained", DRAIN, gone, false, new Outcome.Skipped(SkipReason.GONE)),
                argumentSet("gone before it was ended", TERMINATE, gone, false, there),
                argumentSet("gone after a call in doubt", TERMINATE, gone, true, RESOLVED.outcome()));
    }

    @ParameterizedTest
    @MethodSource
    void endsByWhatACallIsAnswered(Command command, Answer answer, boolean inDoubt, Outcome expected) {
        assertThat(Planner.afterCalling(command, answer, inDoubt)).isEqualTo(expected);
    }

    private static Observed group(int min, int max, int desired) {
        return new Observed.Group(min, max, desired);
    }

    private static Action groupCall(Order.Absolute order) {
        return new Action.Call(new Target.Group(Target.Place.DEFAULT, "web"), order);
    }

    @ParameterizedTest
    @MethodSource
    void afterLooking(Command command, Observed observed, Memory memory, Instant now, Action expected) {
        assertThat(Planner.afterLooking(command, observed, memory, now)).isEqualTo(expected);
    }

    private static Command command(ScaleCommand wire) {
        return Wire.command(wire);
    }

    private static Memory nothing() {
        return new Memory(Optional.empty(), position(7), false, NOW);
    }

    private static Memory settled(long sequence) {
        return new Memory(Optional.of(position(sequence)), position(7), false, NOW);
    }

    private static Memory newest(long sequence) {
        return new Memory(Optional.empty(), position(sequence), false, NOW);
    }

    private static Memory shownBy(Instant time) {
        return new Memory(Optional.empty(), position(7), false, time);
    }

    private static Memory doubt(long newest) {
        return new Memory(Optional.empty(), position(newest), true, NOW);
    }

    private static Position position(long sequence) {
        return new Position(EPOCH, sequence);
    }

    private static Action call(Order.Absolute order) {
        return new Action.Call(WEB, order);
    }

    private static Action skip(SkipReason why) {
        return new Action.End(new Outcome.Skipped(why));
    }

    private static Action refuse(String reason, String message) {
        return new Action.End(new Outcome.Refused(reason, message, Optional.empty()));
    }
}
