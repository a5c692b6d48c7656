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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
    private static final Rate PLENTY = new Rate(1_000, 1_000);

    private final CommandQueue queue = queue(new QueueConfig(4, 2, 10, Rates.all(PLENTY)));

    @Test
    void startsScaleOutFirstThenTheOldest() {
        offer(Commands.capacity("old", 1, 2), NOW);
        offer(Commands.capacity("older", 1, 2), NOW.minusSeconds(9));
        offer(Commands.scaleOut("young", 1, 9), NOW.plusSeconds(9));

        var order = startAll();

        assertThat(order).containsExactly("young 1", "older 1", "old 1");
    }

    @Test
    void answersLifecycleHooksBeforeScaleInsWhateverTheirNumber() {
        var narrow = queue(new QueueConfig(1_000, 500, 2, Rates.all(PLENTY)));
        for (int i = 0; i < 300; i++) {
            narrow.offer(Pending.received(Wire.command(Commands.drain("old-" + i, 1)), NOW.minusSeconds(9)));
        }
        narrow.offer(Pending.received(Wire.command(Commands.heartbeat("i-1", 1, "bye")), NOW));
        narrow.offer(Pending.received(Wire.command(Commands.complete("i-2", 1, "bye", "CONTINUE")), NOW));

        assertThat(startAll(narrow, NOW)).containsExactly("instance/i-1 1", "instance/i-2 1");
    }

    @Test
    void answersAHookOfAnInstanceBehindAStepThatCanWait() {
        offer(Commands.drain("older", 1), NOW.minusSeconds(9));
        offer(Commands.drain("i-1", 1), NOW);
        offer(Commands.heartbeat("i-1", 2, "bye"), NOW);

        assertThat(startAll()).containsExactly("instance/i-1 1", "instance/older 1");
    }

    @Test
    void keepsScaleCommandsGoingWhateverHooksUse() {
        var slow = queue(
                new QueueConfig(10, 5, 10, Rates.allBut(ApiCategory.LIFECYCLE_CHANGE, new Rate(1, 0.001), PLENTY)));
        slow.offer(Pending.received(Wire.command(Commands.heartbeat("i-1", 1, "bye")), NOW));
        slow.offer(Pending.received(Wire.command(Commands.heartbeat("i-2", 1, "bye")), NOW));
        slow.offer(Pending.received(Wire.command(Commands.groupCapacity(1, 2)), NOW));

        assertThat(startAll(slow, NOW)).containsExactly("instance/i-1 1", "asg/web 1");
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
        var rates = Rates.all(PLENTY);
        rates.put(ApiCategory.ECS_SERVICE_CHANGE, new Rate(2, 5));
        rates.put(ApiCategory.SCALABLE_TARGET_CHANGE, new Rate(1, 5));
        rates.put(ApiCategory.CONTAINER_INSTANCE_CHANGE, new Rate(1, 5));
        var slow = queue(new QueueConfig(100, 50, 100, rates));
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
    void waitsForATokenToLookAsWell() {
        var slow = queue(new QueueConfig(10, 5, 10, Rates.allBut(ApiCategory.ECS_READ, new Rate(1, 5), PLENTY)));
        slow.offer(Pending.received(Wire.command(Commands.capacity("a", 1, 2)), NOW));
        slow.offer(Pending.received(Wire.command(Commands.drain("i-1", 1)), NOW));
        slow.offer(Pending.received(Wire.command(Commands.bounds("b", 1, 2, 3)), NOW));

        assertThat(startAll(slow, NOW)).containsExactly("a 1", "b 1");
        assertThat(startAll(slow, NOW.plusMillis(200))).containsExactly("instance/i-1 1");
    }

    @Test
    void startsAnotherWithTheTokensOfACommandThatNeededNoCall() {
        var slow = queue(new QueueConfig(10, 5, 10, Rates.all(new Rate(1, 0.001))));
        var first = Pending.received(Wire.command(Commands.capacity("a", 1, 2)), NOW);
        slow.offer(first);
        slow.offer(Pending.received(Wire.command(Commands.capacity("b", 1, 2)), NOW));

        assertThat(startAll(slow, NOW)).containsExactly("a 1");
        slow.end(first);

        assertThat(startAll(slow, NOW)).containsExactly("b 1");
    }

    @Test
    void givesBackTheCallOfACommandThatWasLookedAtAlone() {
        var looks = new Rate(2, 0.001);
        var slow = queue(new QueueConfig(10, 5, 10, Rates.allBut(ApiCategory.ECS_READ, looks, new Rate(1, 0.001))));
        var first = Pending.received(Wire.command(Commands.capacity("a", 1, 2)), NOW);
        slow.offer(first);
        slow.offer(Pending.received(Wire.command(Commands.capacity("b", 1, 2)), NOW));
        slow.offer(Pending.received(Wire.command(Commands.capacity("c", 1, 2)), NOW));
        startAll(slow, NOW);

        slow.looked(first, Reply.ANSWERED, NOW);
        slow.end(first);

        assertThat(startAll(slow, NOW)).as("two looks, and one call is left").containsExactly("b 1");
    }

    @Test
    void keepsTheTokensOfCallsThatWereMade() {
        var slow = queue(new QueueConfig(10, 5, 10, Rates.all(new Rate(1, 0.001))));
        var first = Pending.received(Wire.command(Commands.capacity("a", 1, 2)), NOW);
        slow.offer(first);
        slow.offer(Pending.received(Wire.command(Commands.capacity("b", 1, 2)), NOW));
        startAll(slow, NOW);

        slow.looked(first, Reply.ANSWERED, NOW);
        slow.called(first, Reply.ANSWERED, NOW);
        slow.end(first);

        assertThat(startAll(slow, NOW)).isEmpty();
    }

    @Test
    void slowsDownWhatAwsThrottlesAndNothingElse() {
        var first = offer(Commands.capacity("a", 1, 2), NOW);
        startAll();
        queue.looked(first, Reply.ANSWERED, NOW);

        queue.called(first, Reply.THROTTLED, NOW);
        queue.again(first.failed(), NOW);

        offer(Commands.bounds("b", 1, 2, 3), NOW);
        assertThat(startAll()).containsExactly("b 1");
        assertThat(queue.allowances(NOW))
                .filteredOn(allowance -> allowance.perSecond() < PLENTY.perSecond())
                .containsExactly(new Allowance(ApiCategory.ECS_SERVICE_CHANGE, 0, 700));
        assertThat(startAll(queue, NOW.plusMillis(2))).containsExactly("a 1");
    }

    @Test
    void startsTheMoreImportantOfADirectionFirst() {
        offer(prioritized(Commands.capacity("low", 1, 2), 1), NOW);
        offer(prioritized(Commands.capacity("high", 1, 2), 99), NOW.plusSeconds(1));
        offer(prioritized(Commands.scaleOut("out", 1, 2), 0), NOW.plusSeconds(2));

        assertThat(startAll()).containsExactly("out 1", "high 1", "low 1");
    }

    @Test
    void startsNothingWhileAwsDoesNotAnswerButEndsWhatIsTooLate() {
        var entries = List.of("a", "b", "c").stream()
                .map(service -> offer(Commands.capacity(service, 1, 2), NOW))
                .toList();
        for (int round = 0; round < 4; round++) {
            startAll();
            entries.forEach(entry -> queue.looked(entry, Reply.NONE, NOW));
            entries.forEach(entry -> queue.again(entry, NOW));
        }

        assertThat(queue.isStopped()).isTrue();
        assertThat(startAll()).isEmpty();
        assertThat(startAll(queue, NOW.plusSeconds(5))).as("one tries").containsExactly("a 1");
        assertThat(startAll(queue, Commands.DEADLINE.plusMillis(1)))
                .as("too late for AWS anyway")
                .containsExactly("b 1", "c 1");
    }

    @Test
    void endsWhatIsTooLateWithoutAToken() {
        var slow = queue(new QueueConfig(10, 5, 10, Rates.all(new Rate(1, 0.001))));
        for (var service : List.of("a", "b", "c")) {
            slow.offer(Pending.received(Wire.command(Commands.capacity(service, 1, 2)), NOW));
        }

        assertThat(startAll(slow, NOW)).containsExactly("a 1");
        assertThat(startAll(slow, Commands.DEADLINE.plusMillis(1))).containsExactly("b 1", "c 1");
    }

    @Test
    void needsNoTokenForWhatIsRefusedAnyway() {
        var slow = queue(new QueueConfig(10, 5, 10, Rates.all(new Rate(1, 0.001))));
        slow.offer(Pending.received(Wire.command(Commands.capacity("a", 1, 2)), NOW));
        slow.offer(Pending.received(
                Wire.command(Commands.wire("b", 1, new Observe(), Direction.NONE)), NOW.plusSeconds(1)));

        assertThat(startAll(slow, NOW)).containsExactly("a 1", "b 1");
    }

    @Test
    void bordersWhatIsInFlight() {
        var narrow = queue(new QueueConfig(10, 5, 2, Rates.all(PLENTY)));
        for (var service : List.of("a", "b", "c")) {
            narrow.offer(Pending.received(Wire.command(Commands.capacity(service, 1, 2)), NOW));
        }

        assertThat(startAll(narrow, NOW)).containsExactly("a 1", "b 1");
        assertThat(narrow.inFlight()).isEqualTo(2);
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

    private static ScaleCommand prioritized(ScaleCommand wire, int priority) {
        return ScaleCommand.newBuilder(wire).setPriority(priority).build();
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
        return new CommandQueue(config, Instant.EPOCH);
    }
}
