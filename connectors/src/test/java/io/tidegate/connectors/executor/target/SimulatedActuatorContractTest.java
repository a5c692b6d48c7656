package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Order.OfGroup;
import io.tidegate.connectors.executor.command.Order.SetBounds;
import io.tidegate.connectors.executor.command.Order.SetCapacity;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.target.Failure.Kind;
import io.tidegate.connectors.iam.IamPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.EcsService;
import io.tidegate.schemas.naming.Target.Group;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.fault.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The SDK's clients against simulated AWS over HTTP. */
class SimulatedActuatorContractTest extends ActuatorContract {
    private static final EcsService WEB = new EcsService(Place.DEFAULT, "demo", "web");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MORE_THAN_THE_SDK_TRIES = 10;

    private final LocalAws local = new LocalAws(IamPolicy.EXECUTOR);

    @AfterEach
    void close() {
        local.close();
    }

    @Override
    Actuator<EcsService, SetCapacity> services() {
        return new EcsServices(local.clients().ecs(), TIMEOUT);
    }

    @Override
    Actuator<Target, SetBounds> scalableTargets() {
        return new ScalableTargets(local.clients().scaling(), TIMEOUT);
    }

    @Override
    Actuator<Group, OfGroup> groups() {
        return new Groups(local.clients().groups(), TIMEOUT);
    }

    @Override
    void addGroup(String name, int min, int max, int desired) {
        local.aws().tell(cloud -> cloud.addGroup(name, min, max, desired));
    }

    @Override
    void addScalable(Target target) {
        local.aws().tell(cloud -> cloud.addScalable(target.text(), 5));
    }

    @Override
    void addService(String service, int desired) {
        local.addService("ecs/demo/" + service, desired);
    }

    @Test
    void takesAMissingClusterForAMissingService() {
        var observed = services().observe(new EcsService(Place.DEFAULT, "nowhere", "web"));

        assertThat(observed)
                .isEqualTo(
                        new Observed.NotFound("ECS knows no service web in cluster nowhere: the cluster is not found"));
    }

    @Test
    void missesTheServiceOfBoundsOnlyWhenTheyAreSet() {
        var nobody = new EcsService(Place.DEFAULT, "demo", "nobody");

        var observed = scalableTargets().observe(nobody);
        var thrown = catchException(() -> scalableTargets().apply(nobody, new Order.SetBounds(1, 4)));

        assertThat(observed).isEqualTo(new Observed.Unregistered());
        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.ABSENT);
    }

    @Test
    void refusesACapacityBeyondTheBoundsOfTheGroup() {
        addGroup("web", 1, 9, 2);
        var group = new Group(Place.DEFAULT, "web");

        var thrown = catchException(() -> groups().apply(group, new Order.SetGroupDesired(10)));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.FATAL);
        assertThat(Failures.classify(thrown).reason()).isEqualTo("VALIDATION_ERROR");
        assertThat(groups().observe(group)).isEqualTo(new Observed.Group(1, 9, 2));
    }

    @Test
    void tellsThrottlingOnceTheSdkGivesUp() {
        addService("web", 2);
        fail("ecs.UpdateService", Fault.THROTTLED, MORE_THAN_THE_SDK_TRIES);

        var thrown = catchException(() -> services().apply(WEB, new SetCapacity(5)));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.THROTTLED);
        assertThat(services().observe(WEB)).isEqualTo(new Observed.Capacity(2));
    }

    @Test
    void endsAHungCallInDoubt() {
        addService("web", 2);
        fail("ecs.UpdateService", Fault.HUNG, 1);
        var hasty = new EcsServices(local.clients().ecs(), Duration.ofMillis(500));

        var thrown = catchException(() -> hasty.apply(WEB, new SetCapacity(5)));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(Failures.classify(thrown).reason()).isEqualTo("TIMEOUT");
    }

    @Test
    void leavesACallWhoseAnswerIsLostInDoubtAndItsEffectToBeSeen() {
        addService("web", 2);
        fail("ecs.UpdateService", Fault.CUT_AFTER_EFFECT, MORE_THAN_THE_SDK_TRIES);

        var thrown = catchException(() -> services().apply(WEB, new SetCapacity(5)));

        assertThat(Failures.classify(thrown).kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(services().observe(WEB)).isEqualTo(new Observed.Capacity(5));
        assertThat(local.aws().ask(SimulatedCloud::effectiveMutations)).hasSize(1);
    }

    private void fail(String operation, Fault fault, int times) {
        local.aws().tell(cloud -> cloud.faults().ask(operation, fault, times));
    }
}
