package io.tidegate.connectors.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.Commands;
import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetCapacity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** Many services changed at once, in virtual time: how long the whole takes by the budgets that AWS publishes. */
class BudgetTest {
    private static final int SERVICES = 3_000;
    private static final int PER_SECOND = 5;
    private static final int BURST = 50;

    /** No queue can be faster: the burst at once, and then the rate. */
    private static final Duration LEAST = Duration.ofSeconds((SERVICES - BURST) / PER_SECOND);

    private final World world = new World();

    @Test
    void changesAllInLittleMoreThanTheLeastTimeAllScaleOutsFirstAndKeepsPolling() {
        shuffled().forEach(world::send);
        var start = world.clock.instant();

        var life = untilAllHaveEnded();
        System.out.printf("%d services took %s, at the least %s%n", SERVICES, took(start), LEAST);

        assertThat(world.outcomes())
                .hasSize(SERVICES)
                .allMatch(each -> each.getReason().equals("OK"));
        assertThat(took(start)).isBetween(LEAST, LEAST.plus(LEAST.dividedBy(10)));
        assertThat(last(Direction.OUT)).as("the last scale-out").isBefore(first(Direction.IN));
        assertThat(life.consumer.paused()).as("reading was never paused").isEmpty();
        // Kafka's max.poll.interval.ms is five minutes; the loop's own longest wait is 200 ms.
        assertThat(longestPause(life.polls())).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(world.phases()).as("one owner all the time").containsOnlyOnce("OWNED");
    }

    /** AWS throttles every other second: nothing is lost, and the queue asks for less instead of hammering. */
    @Test
    void asksForLessWhileAwsThrottles() {
        shuffled().subList(0, 200).forEach(world::send);
        for (int i = 0; i < 40; i++) {
            world.aws.failCall(throttled());
        }

        untilEnded(200);

        assertThat(world.outcomes()).allMatch(each -> each.getReason().equals("OK"));
        assertThat(world.aws.calls()).as("each throttled call once more").isEqualTo(240);
    }

    private Life untilAllHaveEnded() {
        return untilEnded(SERVICES);
    }

    private Life untilEnded(int commands) {
        var life = new Life(world, World.config(QueueConfig.defaults()));
        for (int turns = 0; world.committedOffset < commands; turns++) {
            assertThat(turns).as("turns until all have ended").isLessThan(20_000);
            life.turn(1);
        }
        return life;
    }

    private static Duration longestPause(List<Instant> moments) {
        return IntStream.range(1, moments.size())
                .mapToObj(i -> Duration.between(moments.get(i - 1), moments.get(i)))
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private Duration took(Instant start) {
        return Duration.between(start, world.clock.instant());
    }

    // Half of them each way, as they happen to come.
    private List<ScaleCommand> shuffled() {
        var commands = new ArrayList<ScaleCommand>();
        for (int i = 0; i < SERVICES; i++) {
            var direction = i % 2 == 0 ? Direction.IN : Direction.OUT;
            var command = Commands.wire(
                    name(i, direction), 1, new SetCapacity(5, direction == Direction.OUT ? 9 : 1), direction);
            world.aws.service(name(i, direction), 5);
            commands.add(ScaleCommand.newBuilder(command)
                    .setDeadline(world.clock.instant().plus(Duration.ofMinutes(15)))
                    .build());
        }
        Collections.shuffle(commands, new Random(7));
        return commands;
    }

    private static String name(int i, Direction direction) {
        return direction + "-" + i;
    }

    private Instant last(Direction direction) {
        return ends(direction).stream().max(Instant::compareTo).orElseThrow();
    }

    private Instant first(Direction direction) {
        return ends(direction).stream().min(Instant::compareTo).orElseThrow();
    }

    private List<Instant> ends(Direction direction) {
        return world.outcomes().stream()
                .filter(outcome -> outcome.getTarget().contains(direction + "-"))
                .map(CommandOutcome::getAt)
                .toList();
    }

    private static RuntimeException throttled() {
        return EcsException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ThrottlingException")
                        .errorMessage("Rate exceeded")
                        .build())
                .build();
    }
}
