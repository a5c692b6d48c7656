package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.executor.command.InstanceStep;
import io.tidegate.connectors.executor.command.InstanceStep.Hold;
import io.tidegate.connectors.executor.command.InstanceStep.StopTasks;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.schemas.naming.Target.Instance;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.simulatedaws.backing.Backing;
import io.tidegate.simulatedaws.balancing.TargetGroupPlan;
import io.tidegate.simulatedaws.instance.InstanceShape;
import io.tidegate.simulatedaws.instance.TaskShape;
import io.tidegate.simulatedaws.service.TaskSizing;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;

/** What is done about an instance that hooks hold, against simulated AWS under the executor's own permissions. */
class SimulatedExitContractTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String HOOK = "drain";

    private final LocalAws local = new LocalAws(IamPolicy.EXECUTOR);
    private String instance = "";
    private String containerInstance = "";

    @BeforeEach
    void addAnInstance() {
        local.aws().tell(cloud -> {
            cloud.addGroup("web", 0, 9, 1);
            cloud.instanceClusters().back("web", Backing.of("demo", InstanceShape.of(2_048, 4_000)));
        });
        var ecs = local.allPowerful().ecs();
        containerInstance = ecs.listContainerInstances(request -> request.cluster("demo"))
                .containerInstanceArns()
                .getFirst();
        instance = ecs.describeContainerInstances(
                        request -> request.cluster("demo").containerInstances(containerInstance))
                .containerInstances()
                .getFirst()
                .ec2InstanceId();
    }

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void stopsWhatNobodyReplacesAndNothingTwice() {
        local.aws().tell(cloud -> {
            cloud.instanceClusters().runTask("demo", TaskSizing.definition("nightly", TaskShape.of(128, 128)));
            cloud.instanceClusters().runTask("demo", TaskSizing.definition("nightly", TaskShape.of(128, 128)));
        });
        await().until(() -> runningTasks() == 2);
        local.allPowerful()
                .ecs()
                .updateContainerInstancesState(request -> request.cluster("demo")
                        .containerInstances(containerInstance)
                        .status(ContainerInstanceStatus.DRAINING));
        var stopping = new TaskStopping(local.clients().ecs(), TIMEOUT);
        var step = new StopTasks("demo", containerInstance);
        var target = new Instance(Place.DEFAULT, instance);

        var seen = stopping.observe(target, step);
        assertThat(seen).isInstanceOfSatisfying(Observed.StandaloneTasks.class, found -> {
            assertThat(found.tasks()).hasSize(2);
            assertThat(stopping.apply(target, step.of(found.tasks()))).isInstanceOf(Answer.Accepted.class);
        });

        await().until(() -> runningTasks() == 0);
        assertThat(stopping.observe(target, step).shows(step)).isTrue();
    }

    @Test
    void deregistersAnInstanceFromItsTargetGroupOnce() {
        local.aws().tell(cloud -> {
            cloud.loadBalancing().add(TargetGroupPlan.ofInstances("front", 80));
            cloud.loadBalancing().attach("web", "front");
        });
        var arn = local.allPowerful()
                .balancers()
                .describeTargetGroups()
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        var deregistration = new TargetDeregistration(local.clients().balancers(), TIMEOUT);
        var step = new InstanceStep.DeregisterTarget(instance, arn, 80);
        var target = new Instance(Place.DEFAULT, instance);
        assertThat(deregistration.observe(target, step).shows(step)).isFalse();

        assertThat(deregistration.apply(target, step)).isInstanceOf(Answer.Accepted.class);
        assertThat(deregistration.apply(target, step)).isInstanceOf(Answer.Accepted.class);

        assertThat(deregistration.observe(target, step).shows(step)).isTrue();
    }

    @Test
    void keepsAHookWaitingAndCompletesItOnce() {
        var groups = local.allPowerful().groups();
        groups.putLifecycleHook(request -> request.autoScalingGroupName("web")
                .lifecycleHookName(HOOK)
                .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING")
                .heartbeatTimeout(60));
        groups.terminateInstanceInAutoScalingGroup(
                request -> request.instanceId(instance).shouldDecrementDesiredCapacity(true));
        var hooks = new LifecycleActions(local.clients().groups(), TIMEOUT);
        var target = new Instance(Place.DEFAULT, instance);
        var hold = new Hold("web", HOOK, instance, Optional.empty());
        var completion = new InstanceStep.Complete(hold, true);
        await().until(() -> hooks.observe(target, completion) instanceof Observed.Member);

        assertThat(hooks.apply(target, new InstanceStep.Heartbeat(hold))).isInstanceOf(Answer.Accepted.class);
        assertThat(hooks.apply(target, completion)).isInstanceOf(Answer.Accepted.class);

        assertThat(hooks.apply(target, completion)).isInstanceOf(Answer.Gone.class);
        assertThat(hooks.apply(target, new InstanceStep.Heartbeat(hold))).isInstanceOf(Answer.Gone.class);
        assertThat(hooks.observe(target, completion)).isInstanceOf(Observed.Gone.class);
    }

    private int runningTasks() {
        return local.allPowerful()
                .ecs()
                .describeContainerInstances(request -> request.cluster("demo").containerInstances(containerInstance))
                .containerInstances()
                .getFirst()
                .runningTasksCount();
    }
}
