package io.tidegate.connectors.executor;

import static io.tidegate.connectors.executor.command.Commands.bounds;
import static io.tidegate.connectors.executor.command.Commands.capacity;
import static io.tidegate.connectors.executor.command.Commands.groupCapacity;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.schemas.ScaleCommand;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingException;

/** What becomes of commands whose target AWS does not show, or not yet. Ten turns of the loop are a second. */
class NotFoundGraceTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final World world = new World();
    private final Instant start = world.clock.instant();

    @Test
    void carriesACommandOutWhoseTargetIsShownLate() {
        world.send(capacity("new", 1, 5));
        world.send(groupCapacity(1, 4));
        var life = new Life(world, patient()).turn(50);
        assertThat(world.endings()).isEmpty();

        world.aws.service("new", 1).group("web", 0, 9, 2);
        life.turn(30);

        assertThat(world.endings()).containsExactlyInAnyOrder("new 1 APPLIED OK", "asg/web 1 APPLIED OK");
        assertThat(world.aws.changes()).containsExactlyInAnyOrder("new 5", "web desired=4");
    }

    @Test
    void refusesItOnceTheGraceIsOver() {
        world.send(capacity("gone", 1, 5));

        new Life(world, patient()).turn(120);

        assertThat(world.endings()).containsExactly("gone 1 REFUSED NOT_FOUND");
        var outcome = world.outcomes().getFirst();
        assertThat(outcome.getMessage()).isEqualTo("MISSING");
        assertThat(Duration.between(start, outcome.getAt())).isBetween(GRACE, GRACE.plusSeconds(1));
        assertThat(world.aws.looks()).isBetween(4, 40);
        assertThat(world.committedOffset).isEqualTo(1);
    }

    @Test
    void refusesItBeforeItsDeadlineWhenThatIsNear() {
        world.send(ScaleCommand.newBuilder(capacity("gone", 1, 5))
                .setDeadline(start.plusSeconds(3))
                .build());

        new Life(world, patient()).turn(40);

        assertThat(world.endings()).containsExactly("gone 1 REFUSED NOT_FOUND");
    }

    @Test
    void holdsUpNoOtherTarget() {
        var one = QueueConfig.defaults();
        var queue = new QueueConfig(one.highMark(), one.lowMark(), 1, one.rates());
        world.aws.service("web", 1);
        world.send(capacity("gone", 1, 5));
        world.send(capacity("web", 1, 5));

        new Life(world, World.config(queue, DryRun.NONE, GRACE)).turn(8);

        assertThat(world.endings()).containsExactly("web 1 APPLIED OK");
    }

    @Test
    void endsAsReplacedWhileItIsLookedFor() {
        world.send(capacity("new", 1, 5));
        var life = new Life(world, patient()).turn(20);
        world.send(capacity("new", 2, 6));
        life.turn(3);

        world.aws.service("new", 1);
        life.turn(30);

        assertThat(world.endings()).containsExactly("new 1 SKIPPED SUPERSEDED", "new 2 APPLIED OK");
    }

    @Test
    void setsTheBoundsOfAServiceThatIsShownLate() {
        world.aws.failCall(noService());
        world.aws.failCall(noService());
        world.send(bounds("new", 1, 2, 8));

        new Life(world, patient()).turn(30);

        assertThat(world.endings()).containsExactly("new 1 APPLIED OK");
        assertThat(world.outcomes().getFirst().getAttempts()).isEqualTo(3);
    }

    @Test
    void refusesBoundsOfAServiceThatIsNeverShown() {
        for (int i = 0; i < 100; i++) {
            world.aws.failCall(noService());
        }
        world.send(bounds("gone", 1, 2, 8));

        new Life(world, patient()).turn(130);

        assertThat(world.endings()).containsExactly("gone 1 REFUSED VALIDATION");
        assertThat(Duration.between(start, world.outcomes().getFirst().getAt())).isBetween(GRACE, GRACE.plusSeconds(1));
    }

    private static ExecutorConfig patient() {
        return World.config(QueueConfig.defaults(), DryRun.NONE, GRACE);
    }

    private static RuntimeException noService() {
        return ApplicationAutoScalingException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage("ECS service doesn't exist: service/demo/new")
                        .build())
                .build();
    }
}
