package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.executor.command.Order.DrainInstance;
import io.tidegate.connectors.executor.command.Order.TerminateInstance;
import io.tidegate.connectors.executor.target.Failure.Kind;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.schemas.naming.Target.Group;
import io.tidegate.schemas.naming.Target.Instance;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.fault.Fault;
import io.tidegate.simulatedaws.group.GroupStatus;
import io.tidegate.simulatedaws.instance.InstanceShape;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The SDK's clients against simulated AWS over HTTP. */
class SimulatedStepContractTest extends StepContract {
    private static final Group WEB = new Group(Place.DEFAULT, "web");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MORE_THAN_THE_SDK_TRIES = 10;

    private final LocalAws local = new LocalAws(IamPolicy.EXECUTOR);

    @AfterEach
    void close() {
        local.close();
    }

    @Override
    StepActuator<Instance, DrainInstance> draining() {
        return new Draining(local.clients().ecs(), TIMEOUT);
    }

    @Override
    StepActuator<Group, TerminateInstance> termination() {
        return new Termination(local.clients().groups(), local.clients().ecs(), TIMEOUT);
    }

    @Override
    Member[] addGroup() {
        local.aws().tell(cloud -> {
            cloud.addGroup("web", 0, 9, 2);
            cloud.instanceClusters().back("web", Backing.of("demo", InstanceShape.of(2_048, 4_000)));
        });
        var ecs = local.allPowerful().ecs();
        var arns =
                ecs.listContainerInstances(request -> request.cluster("demo")).containerInstanceArns();
        return ecs
                .describeContainerInstances(request -> request.cluster("demo").containerInstances(arns))
                .containerInstances()
                .stream()
                .map(instance -> new Member(instance.ec2InstanceId(), instance.containerInstanceArn()))
                .toArray(Member[]::new);
    }

    @Override
    int desiredOfGroup() {
        return local.aws()
                .ask(cloud -> cloud.group("web").map(GroupStatus::desired))
                .orElse(-1);
    }

    @Test
    void endsOnceAndLeavesInDoubtWhoseAnswerIsLost() {
        local.aws()
                .tell(cloud -> cloud.faults()
                        .ask(
                                "autoscaling.TerminateInstanceInAutoScalingGroup",
                                Fault.CUT_AFTER_EFFECT,
                                MORE_THAN_THE_SDK_TRIES));
        var step = one().end(true);

        var thrown = catchException(() -> termination().apply(WEB, step));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(local.aws().ask(SimulatedCloud::callCounts).received())
                .containsEntry("autoscaling.TerminateInstanceInAutoScalingGroup", 1L);
        assertThat(termination().observe(WEB, step).shows(step)).isTrue();
        assertThat(desiredOfGroup()).isEqualTo(1);
    }

    @Test
    void isRefusedAnEndThatWouldTakeTheGroupBelowItsMin() {
        local.allPowerful()
                .groups()
                .updateAutoScalingGroup(
                        request -> request.autoScalingGroupName("web").minSize(2));

        var thrown = catchException(() -> termination().apply(WEB, one().end(true)));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.FATAL);
        assertThat(Failures.classify(thrown).reason()).isEqualTo("VALIDATION_ERROR");
        assertThat(desiredOfGroup()).isEqualTo(2);
    }
}
