package io.tidegate.connectors.executor.queue;

import static io.tidegate.connectors.executor.command.Commands.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.command.Commands;
import io.tidegate.connectors.executor.command.Wire;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.Observe;
import io.tidegate.schemas.ScaleCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
    private static final Rate PLENTY = new Rate(1_000, 1_000);

    private final CommandQueue queue = queue(new QueueConfig(4, 2, 10, rates(PLENTY)));

    @Test
    void startsScaleOutFirstThenTheOldest() {
        offer(Commands.capacity("old", 1, 2), NOW);
        offer(Commands.capacity("older", 1, 2), NOW.minusSeconds(9));
        offer(Commands.scaleOut("young", 1, 9), NOW.plusSeconds(9));

        var order = startAll();

        assertThat(order).containsExactly("young 1", "older 1", "old 1");
    }

    @Test
    void startsOneCommandOfATargetAtATime() {
        var bounds = offer(Commands.bounds("web", 1, 1, 5), NOW);
        offer(Commands.capacity("web", 2, 2), NOW);

        assertThat(startAll()).containsExactly("web 1");
        queue.end(bounds);

        assertThat(startAll()).containsExactly("web 2");
    }

    @Test
    void letsTheLatestOfAKindWin() {
        offer(Commands.capacity("web", 1, 2), NOW);
        offer(Commands.capacity("web", 2, 3), NOW);
        offer(Commands.capacity("web", 3, 4), NOW);

        assertThat(replaced()).containsExactly("web 1", "web 2");
        assertThat(startAll()).containsExactly("web 3");
    }

    @Test
    void doesNotReplaceAnotherKind() {
        offer(Commands.bounds("web", 1, 1, 5), NOW);
        offer(Commands.capacity("web", 2, 2), NOW);

        assertThat(replaced()).isEmpty();
    }

    @Test
    void neverReplacesSteps() {
        offer(Commands.drain("i-1", 1), NOW);
        offer(Commands.drain("i-1", 2), NOW);
        offer(Commands.terminate("i-1", 1, true), NOW);
        offer(Commands.terminate("i-2", 2, true), NOW);

        assertThat(replaced()).isEmpty();
        assertThat(queue.depth()).isEqualTo(4);
    }

    @Test
    void keepsWhatStandsBeforeAStepAlthoughALaterValueComesAfterIt() {
        var first = offer(Commands.groupCapacity(1, 2), NOW);
        var step = offer(Commands.terminate("i-1", 2, true), NOW);
        offer(Commands.groupCapacity(3, 4), NOW);
        offer(Commands.groupCapacity(4, 5), NOW);
        assertThat(replaced()).isEmpty();

        assertThat(startAll()).containsExactly("asg/web 1");
        assertThat(queue.newest(first.command()).sequence()).isEqualTo(1);
        queue.end(first);
        assertThat(startAll()).containsExactly("asg/web 2");
        assertThat(queue.newest(step.command()).sequence()).isEqualTo(2);
        queue.end(step);

        assertThat(replaced()).containsExactly("asg/web 3");
        assertThat(startAll()).containsExactly("asg/web 4");
    }

    @Test
    void holdsADoubtedStepBackWhateverComesAfterIt() {
        var step = offer(Commands.terminate("i-1", 1, true), NOW);
        startAll();
        queue.again(step.doubted(), NOW.plusSeconds(5));

        offer(Commands.terminate("i-1", 2, true), NOW);
        offer(Commands.groupCapacity(3, 4), NOW);
        offer(Commands.groupCapacity(4, 5), NOW);

        assertThat(startAll()).isEmpty();
        assertThat(queue.next(NOW.plusSeconds(5))).contains(step.doubted());
    }

    @Test
    void endsAnOlderCommandThatComesLater() {
        offer(Commands.capacity("web", 2, 3), NOW);
        offer(Commands.capacity("web", 1, 2), NOW);
        var first = queue.next(NOW).orElseThrow();

        queue.end(first);

        assertThat(name(first)).isEqualTo("web 2");
        assertThat(replaced())
                .as("its later one is gone from here: the ledger knows it")
                .isEmpty();
        assertThat(startAll()).containsExactly("web 1");
    }

    @Test
    void endsReplacedCommandsOnlyAfterTheOneInFlight() {
        var inFlight = offer(Commands.capacity("web", 1, 2), NOW);
        startAll();
        offer(Commands.capacity("web", 2, 3), NOW);
        offer(Commands.capacity("web", 3, 4), NOW);

        assertThat(replaced()).isEmpty();
        queue.end(inFlight);

        assertThat(replaced()).containsExactly("web 2");
        assertThat(startAll()).containsExactly("web 3");
    }

    @Test
    void holdsTheSameCommandOnce() {
        offer(Commands.capacity("web", 1, 2), NOW);

        queue.offer(Pending.received(Wire.command(Commands.capacity("web", 1, 2)), NOW));

        assertThat(queue.depth()).isOne();
    }

    @Test
    void holdsACommandBackUntilItsTimeHasCome() {
        var entry = offer(Commands.capacity("web", 1, 2), NOW);
        startAll();

        queue.again(entry.doubted(), NOW.plusSeconds(5));

        assertThat(queue.next(NOW.plusMillis(4_999))).isEmpty();
        assertThat(queue.next(NOW.plusSeconds(5))).contains(entry.doubted());
    }

    @Test
    void looksAtADoubtedCommandAtOnceWhenItIsReplaced() {
        var entry = offer(Commands.capacity("web", 1, 2), NOW);
        startAll();
        queue.again(entry.doubted(), NOW.plusSeconds(5));

        offer(Commands.capacity("web", 2, 3), NOW);

        assertThat(replaced()).isEmpty();
        assertThat(queue.next(NOW)).contains(entry.doubted());
        assertThat(queue.newest(entry.command()).sequence()).isEqualTo(2);
    }

    @Test
    void replacesACommandThatWaitsAgainWithoutDoubt() {
        var entry = offer(Commands.capacity("web", 1, 2), NOW);
        startAll();
        offer(Commands.capacity("web", 2, 3), NOW);

        queue.again(entry, NOW.plusSeconds(5));

        assertThat(replaced()).containsExactly("web 1");
        assertThat(startAll()).containsExactly("web 2");
    }

    @Test
    void keepsToTheRateOfEachCategory() {
        var slow = queue(new QueueConfig(
                100,
                50,
                100,
                Map.of(
                        ApiCategory.ECS_SERVICE_CHANGE,
                        new Rate(2, 5),
                        ApiCategory.SCALABLE_TARGET_CHANGE,
                        new Rate(1, 5),
                        ApiCategory.GROUP_CHANGE,
                        new Rate(1, 5),
                        ApiCategory.CONTAINER_INSTANCE_CHANGE,
                        new Rate(1, 5))));
        for (var service : List.of("a", "b", "c", "d")) {
            slow.offer(Pending.received(Wire.command(Commands.capacity(service, 1, 2)), NOW));
        }
        slow.offer(Pending.received(Wire.command(Commands.bounds("e", 1, 2, 3)), NOW));
        slow.offer(Pending.received(Wire.command(Commands.drain("i-1", 1)), NOW));
        slow.offer(Pending.received(Wire.command(Commands.drain("i-2", 1)), NOW));

        assertThat(startAll(slow, NOW)).containsExactly("a 1", "b 1", "e 1", "instance/i-1 1");
        assertThat(startAll(slow, NOW.plusMillis(199))).isEmpty();
        assertThat(startAll(slow, NOW.plusMillis(200))).containsExactly("c 1", "instance/i-2 1");
    }

    @Test
    void startsAnotherWithATokenGivenBack() {
        var slow = queue(new QueueConfig(10, 5, 10, rates(new Rate(1, 0.001))));
        var first = Wire.command(Commands.capacity("a", 1, 2));
        slow.offer(Pending.received(first, NOW));
        slow.offer(Pending.received(Wire.command(Commands.capacity("b", 1, 2)), NOW));

        assertThat(startAll(slow, NOW)).containsExactly("a 1");
        slow.giveBackToken(first);

        assertThat(startAll(slow, NOW)).containsExactly("b 1");
    }

    @Test
    void needsNoTokenForWhatIsRefusedAnyway() {
        var slow = queue(new QueueConfig(10, 5, 10, rates(new Rate(1, 0.001))));
        slow.offer(Pending.received(Wire.command(Commands.capacity("a", 1, 2)), NOW));
        slow.offer(Pending.received(
                Wire.command(Commands.wire("b", 1, new Observe(), Direction.NONE)), NOW.plusSeconds(1)));

        assertThat(startAll(slow, NOW)).containsExactly("a 1", "b 1");
    }

    @Test
    void bordersWhatIsInFlight() {
        var narrow = queue(new QueueConfig(10, 5, 2, rates(PLENTY)));
        for (var service : List.of("a", "b", "c")) {
            narrow.offer(Pending.received(Wire.command(Commands.capacity(service, 1, 2)), NOW));
        }

        assertThat(startAll(narrow, NOW)).containsExactly("a 1", "b 1");
        assertThat(narrow.inFlight()).isEqualTo(2);
    }

    @Test
    void isFullFromTheHighMarkUntilTheLowMark() {
        var entries = new ArrayList<Pending>();
        for (var service : List.of("a", "b", "c")) {
            entries.add(offer(Commands.capacity(service, 1, 2), NOW));
        }
        assertThat(queue.isFull()).isFalse();

        entries.add(offer(Commands.capacity("d", 1, 2), NOW));
        startAll();

        assertThat(queue.isFull()).as("at the high mark").isTrue();
        queue.end(entries.get(0));
        assertThat(queue.isFull()).as("between the marks").isTrue();
        queue.end(entries.get(1));
        assertThat(queue.isFull()).as("at the low mark").isFalse();
    }

    @Test
    void tellsTheOldest() {
        assertThat(queue.oldest()).isEmpty();

        offer(Commands.capacity("a", 1, 2), NOW.plusSeconds(3));
        offer(Commands.capacity("b", 1, 2), NOW);

        assertThat(queue.oldest()).isEqualTo(Optional.of(NOW));
    }

    @Test
    void refusesToEndWhatWasNotStarted() {
        var entry = offer(Commands.capacity("web", 1, 2), NOW);

        assertThatThrownBy(() -> queue.end(entry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be in flight")
                .hasMessageEndingWith(entry.command().id());
    }

    private Pending offer(ScaleCommand wire, Instant receivedAt) {
        var entry = Pending.received(Wire.command(wire), receivedAt);
        queue.offer(entry);
        return entry;
    }

    private List<String> startAll() {
        return startAll(queue, NOW);
    }

    private static List<String> startAll(CommandQueue queue, Instant now) {
        var names = new ArrayList<String>();
        for (var entry = queue.next(now); entry.isPresent(); entry = queue.next(now)) {
            names.add(name(entry.get()));
        }
        return names;
    }

    private List<String> replaced() {
        return queue.takeReplaced().stream().map(CommandQueueTest::name).toList();
    }

    private static String name(Pending entry) {
        return entry.command().target().path().replace("ecs/demo/", "") + " "
                + entry.command().position().sequence();
    }

    private static CommandQueue queue(QueueConfig config) {
        return new CommandQueue(config, NOW);
    }

    private static Map<ApiCategory, Rate> rates(Rate rate) {
        return Map.of(
                ApiCategory.ECS_SERVICE_CHANGE,
                rate,
                ApiCategory.SCALABLE_TARGET_CHANGE,
                rate,
                ApiCategory.GROUP_CHANGE,
                rate,
                ApiCategory.CONTAINER_INSTANCE_CHANGE,
                rate);
    }
}
