package io.tidegate.connectors.executor.ledger;

import static io.tidegate.connectors.executor.command.Commands.EPOCH;
import static io.tidegate.connectors.executor.command.Commands.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.tidegate.connectors.executor.command.Command;
import io.tidegate.connectors.executor.command.Commands;
import io.tidegate.connectors.executor.command.Effort;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Outcome;
import io.tidegate.connectors.executor.command.Outcome.AppliedReason;
import io.tidegate.connectors.executor.command.Outcome.SkipReason;
import io.tidegate.connectors.executor.command.Position;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.LedgerEntry;
import io.tidegate.schemas.SetBounds;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.topic.Topic;
import io.tidegate.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerTest {
    private static final Command FIRST = Wire.command(Commands.capacity("web", 1, 5));
    private static final Command SECOND = Wire.command(Commands.capacity("web", 2, 9));
    private static final Target WEB = FIRST.target();

    private final List<LedgerRecord> topic = new ArrayList<>();
    private final Ledger ledger = rebuilt();

    @Test
    void countsAnEmptyPartitionAsHandedOver() {
        assertThat(ledger.isHandedOver()).isTrue();
    }

    @Test
    void isHandedOverOnlyByTheLastMarker() {
        topic.add(ledger.owned(NOW));
        assertThat(rebuilt().isHandedOver()).as("owned").isFalse();

        topic.add(ledger.released(NOW));
        assertThat(rebuilt().isHandedOver()).as("released").isTrue();
    }

    @Test
    void isNotHandedOverWhenRecordsStandWithoutAMarker() {
        topic.add(ledger.intent(FIRST, NOW));

        assertThat(rebuilt().isHandedOver()).isFalse();
    }

    @Test
    void remembersAnIntentUntilItsResult() {
        topic.add(ledger.intent(FIRST, NOW));
        assertThat(rebuilt().openIntents()).containsExactly(FIRST);
        assertThat(rebuilt().settled(WEB)).isEmpty();

        topic.add(applied(FIRST));
        assertThat(rebuilt().openIntents()).isEmpty();
        assertThat(rebuilt().settled(WEB)).contains(new Position(EPOCH, 1));
    }

    @Test
    void keepsWhatIsSettledInOneRecordOfTheTarget() {
        topic.add(applied(FIRST));
        topic.add(ledger.intent(SECOND, NOW));
        topic.removeFirst(); // as compaction may

        assertThat(rebuilt().settled(WEB)).contains(new Position(EPOCH, 1));
        assertThat(rebuilt().lastApplied(WEB)).contains(new Order.SetCapacity(5));
        assertThat(rebuilt().openIntents()).containsExactly(SECOND);
    }

    @Test
    void keepsTheLastAppliedOverASkippedOne() {
        topic.add(applied(FIRST));
        topic.add(ledger.result(
                SECOND, Wire.outcome(SECOND, new Outcome.Skipped(SkipReason.EXPIRED), new Effort(NOW, NOW, 0)), NOW));

        assertThat(rebuilt().lastApplied(WEB)).contains(new Order.SetCapacity(5));
        assertThat(rebuilt().settled(WEB)).contains(new Position(EPOCH, 2));
    }

    @Test
    void wantsWhatWasFoundToBeThereAlready() {
        topic.add(applied(FIRST));
        topic.add(ledger.result(
                SECOND,
                Wire.outcome(SECOND, new Outcome.Skipped(SkipReason.ALREADY_THERE), new Effort(NOW, NOW, 0)),
                NOW));

        assertThat(rebuilt().lastApplied(WEB)).contains(new Order.SetCapacity(9));
    }

    @Test
    void holdsATargetToItsLastValueWhateverStepIsTaken() {
        var size = Wire.command(Commands.wireOf("asg/web", 1, new SetBounds(0, 9, 2, 8, null), Direction.NONE));
        var value = Wire.command(Commands.groupCapacity(1, 5));
        var with = Wire.command(Commands.terminate("i-1", 2, true));
        var without = Wire.command(Commands.terminate("i-1", 2, false));

        assertThat(lastAppliedAfter(value, without)).contains(new Order.SetGroupDesired(5));
        assertThat(lastAppliedAfter(size, with)).contains(new Order.SetGroupSize(2, 8, OptionalInt.empty()));
    }

    // It was set to 5 and lost one by our own hand: another value than 5 is nobody else's doing.
    @Test
    void holdsAGroupToNoDesiredCapacityThatItTookAnInstanceFrom() {
        var value = Wire.command(Commands.groupCapacity(1, 5));
        var both = Wire.command(Commands.wireOf("asg/web", 1, new SetBounds(0, 9, 2, 8, 5), Direction.NONE));
        var step = Wire.command(Commands.terminate("i-1", 2, true));

        assertThat(lastAppliedAfter(value, step)).isEmpty();
        assertThat(lastAppliedAfter(both, step)).isEmpty();
    }

    @Test
    void holdsAGroupToItsDesiredCapacityAfterAnInstanceThatSomebodyElseEnded() {
        var value = Wire.command(Commands.groupCapacity(1, 5));
        var step = Wire.command(Commands.terminate("i-1", 2, true));
        topic.add(applied(value));
        topic.add(ledger.result(
                step, Wire.outcome(step, new Outcome.Skipped(SkipReason.ALREADY_THERE), new Effort(NOW, NOW, 0)), NOW));

        assertThat(rebuilt().lastApplied(value.target())).contains(new Order.SetGroupDesired(5));
        assertThat(rebuilt().settled(value.target())).contains(new Position(EPOCH, 2));
    }

    @Test
    void findsTheIntentOfAStepUnderItsTarget() {
        var step = Wire.command(Commands.drain("i-1", 1));
        topic.add(ledger.intent(step, NOW));

        assertThat(topic.getLast().key()).isEqualTo("instance/i-1");
        assertThat(rebuilt().openIntents()).containsExactly(step);
    }

    private Optional<Order> lastAppliedAfter(Command value, Command step) {
        topic.clear();
        topic.add(applied(value));
        topic.add(ledger.intent(step, NOW));
        topic.add(applied(step));
        return rebuilt().lastApplied(value.target());
    }

    @Test
    void neverTakesBackWhatIsSettled() {
        topic.add(applied(SECOND));
        topic.add(applied(FIRST));

        assertThat(rebuilt().settled(WEB)).contains(new Position(EPOCH, 2));
    }

    @Test
    void ordersANewEpochAfterEveryOldSequence() {
        var old = new Position(EPOCH, 999);
        var young = new Position(EPOCH.plusSeconds(1), 1);

        assertThat(young.isAfter(old)).isTrue();
        assertThat(old.isAfter(young)).isFalse();
        assertThat(old.max(young)).isEqualTo(young);
    }

    @Test
    void namesTheTargetAsKeyAndThePartitionInItsMarker() {
        assertThat(ledger.intent(FIRST, NOW).key()).isEqualTo("ecs/demo/web");
        assertThat(ledger.owned(NOW).key()).isEqualTo("owner/3");
        assertThat(ledger.owned(NOW).entry().map(LedgerEntry::getOwner)).contains("executor-a");
    }

    static Stream<Arguments> forgetsInstancesThatEndedLongAgo() {
        var drain = Wire.command(Commands.drain("i-1", 1));
        var terminate = Wire.command(Commands.terminate("i-1", 1, true));
        var due = NOW.plus(Ledger.KEPT).plusMillis(1);
        return Stream.of(
                row("a result of an instance", ledger -> applied(ledger, drain), due, true),
                row("one at the end of its time", ledger -> applied(ledger, drain), NOW.plus(Ledger.KEPT), false),
                row("one of today", ledger -> applied(ledger, drain), NOW, false),
                row("an intent of an instance", ledger -> ledger.intent(drain, NOW), due, false),
                row("a result of a service", ledger -> applied(ledger, FIRST), due, false),
                row("a termination, which is its group's", ledger -> applied(ledger, terminate), due, false),
                row("whose the partition was", ledger -> ledger.released(NOW), due, false));
    }

    @ParameterizedTest
    @MethodSource
    void forgetsInstancesThatEndedLongAgo(Function<Ledger, LedgerRecord> written, Instant now, boolean forgotten) {
        var record = written.apply(ledger);
        topic.add(record);

        var removed = ledger.forget(now, 10);

        assertThat(removed).isEqualTo(forgotten ? List.of(LedgerRecord.removed(record.key())) : List.of());
        assertThat(rebuilt().forget(now, 10)).isEqualTo(removed);
    }

    @Test
    void forgetsAFewAtATimeAndEachOnce() {
        var due = NOW.plus(Ledger.KEPT).plusMillis(1);
        for (int i = 1; i <= 5; i++) {
            topic.add(applied(Wire.command(Commands.drain("i-" + i, 1))));
        }

        assertThat(ledger.forget(due, 3))
                .extracting(LedgerRecord::key)
                .containsExactly("instance/i-1", "instance/i-2", "instance/i-3");
        assertThat(ledger.forget(due, 3)).extracting(LedgerRecord::key).containsExactly("instance/i-4", "instance/i-5");
        assertThat(ledger.forget(due, 3)).isEmpty();
    }

    @Test
    void knowsNothingOfWhatWasRemovedBeforeItsTopicIsCompacted() {
        var drain = Wire.command(Commands.drain("i-1", 1));
        topic.add(applied(drain));
        topic.add(LedgerRecord.removed("instance/i-1"));

        assertThat(rebuilt().settled(drain.target())).isEmpty();
        assertThat(rebuilt().isHandedOver()).isTrue();
    }

    // Else a command that is read again would get a second outcome.
    @Test
    void remembersInstancesLongerThanTheirCommandsCanBeRead() {
        var retention = switch (Topics.standard().scaleCommands().cleanup()) {
            case Topic.Cleanup.Delete(var kept) -> kept;
            case Topic.Cleanup.Compact _ -> throw new AssertionError("commands must be deleted some time");
        };

        assertThat(Ledger.KEPT).isGreaterThanOrEqualTo(retention.plusDays(7));
    }

    private static Arguments row(String name, Function<Ledger, LedgerRecord> written, Instant now, boolean forgotten) {
        return argumentSet(name, written, now, forgotten);
    }

    private LedgerRecord applied(Command command) {
        return applied(ledger, command);
    }

    private static LedgerRecord applied(Ledger ledger, Command command) {
        var outcome = new Outcome.Applied(AppliedReason.OK, Optional.of("r-1"));
        return ledger.result(command, Wire.outcome(command, outcome, new Effort(NOW, NOW, 1)), NOW);
    }

    private Ledger rebuilt() {
        return Ledger.rebuild(3, "executor-a", topic);
    }
}
