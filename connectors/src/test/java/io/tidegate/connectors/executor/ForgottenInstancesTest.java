package io.tidegate.connectors.executor;

import static io.tidegate.connectors.executor.command.Commands.capacity;
import static io.tidegate.connectors.executor.command.Commands.drain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.junit.jupiter.api.Test;

/** A ledger does not grow with the instances of all time. */
class ForgottenInstancesTest {
    private static final Duration LONG = Duration.ofDays(98);

    private final World world = new World();

    ForgottenInstancesTest() {
        world.aws.service("web", 1);
        world.aws.fleet().instance("i-1", "web", "ACTIVE", 0);
        world.send(drain("i-1", 1));
        world.send(capacity("web", 1, 5));
    }

    @Test
    void forgetsThemOnceWhenAPartitionIsTaken() {
        new Life(world).turn(5).release();
        assertThat(removed()).isEmpty();
        world.clock.advance(LONG);

        new Life(world).turn(2).release();
        new Life(world).turn(2).release();

        assertThat(removed()).containsExactly("instance/i-1");
        assertThat(world.endings()).containsExactlyInAnyOrder("instance/i-1 1 APPLIED OK", "web 1 APPLIED OK");
    }

    @Test
    void forgetsThemWhileItGetsToKnowOthers() {
        var life = new Life(world).turn(5);
        world.clock.advance(LONG);
        life.turn(2);
        assertThat(removed()).isEmpty();

        world.send(drain("i-2", 1));
        life.turn(2);

        assertThat(world.endings()).contains("instance/i-2 1 SKIPPED EXPIRED");
        assertThat(removed()).containsExactly("instance/i-1");
    }

    @Test
    void forgetsThemOnlyAsTheOwner() {
        new Life(world).turn(5).release();
        world.clock.advance(LONG);
        var life = new Life(world);
        life.producer.commitTransactionException = new CommitFailedException("not a member");
        life.turn(3);
        assertThat(removed()).isEmpty();

        life.producer.commitTransactionException = null;
        life.turn(2);

        assertThat(removed()).containsExactly("instance/i-1");
    }

    // Only a reset of the group's offsets could do this: the deadline keeps the call from being made again.
    @Test
    void makesNoCallForAForgottenCommandThatIsReadAgain() {
        new Life(world).turn(5).release();
        world.clock.advance(LONG);
        world.committedOffset = 0;

        new Life(world).turn(5);

        assertThat(removed()).containsExactly("instance/i-1");
        assertThat(world.endings())
                .containsExactlyInAnyOrder(
                        "instance/i-1 1 APPLIED OK", "web 1 APPLIED OK", "instance/i-1 1 SKIPPED EXPIRED");
        assertThat(world.aws.changes()).containsExactlyInAnyOrder("i-1 drained", "web 5");
    }

    private List<String> removed() {
        return world.records(World.TOPICS.executorLedger().name()).stream()
                .filter(record -> record.value() == null)
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }
}
