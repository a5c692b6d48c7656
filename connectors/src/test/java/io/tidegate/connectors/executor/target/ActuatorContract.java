package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.command.Order.OfGroup;
import io.tidegate.connectors.executor.command.Order.SetBounds;
import io.tidegate.connectors.executor.command.Order.SetCapacity;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.EcsService;
import io.tidegate.schemas.naming.Target.Group;
import io.tidegate.schemas.naming.Target.Place;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the executor relies on, whoever answers. */
abstract class ActuatorContract {
    private static final EcsService WEB = new EcsService(Place.DEFAULT, "demo", "web");
    private static final Group GROUP = new Group(Place.DEFAULT, "web");
    private static final Target TABLE = Target.parse("appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits");
    private static final EcsService GONE = new EcsService(Place.DEFAULT, "demo", "gone");

    abstract Actuator<EcsService, SetCapacity> services();

    abstract Actuator<Target, SetBounds> scalableTargets();

    abstract Actuator<Group, OfGroup> groups();

    /** Adds an active service of the cluster {@code demo}. */
    abstract void addService(String service, int desired);

    /** Adds a group. */
    abstract void addGroup(String name, int min, int max, int desired);

    /** Adds something outside ECS that can be scaled. */
    abstract void addScalable(Target target);

    @Test
    void showsTheCapacityThatWasSet() {
        addService("web", 2);
        assertThat(services().observe(WEB)).isEqualTo(new Observed.Capacity(2));

        var requestId = services().apply(WEB, new SetCapacity(5));

        assertThat(requestId).isNotBlank();
        assertThat(services().observe(WEB)).isEqualTo(new Observed.Capacity(5));
    }

    @Test
    void setsTheSameCapacityTwice() {
        addService("web", 2);
        services().apply(WEB, new SetCapacity(5));

        services().apply(WEB, new SetCapacity(5));

        assertThat(services().observe(WEB)).isEqualTo(new Observed.Capacity(5));
    }

    @Test
    void showsThatAServiceIsMissing() {
        addService("web", 2);

        assertThat(services().observe(GONE)).isInstanceOf(Observed.NotFound.class);
    }

    @Test
    void setsTheDesiredCapacityOfAGroup() {
        addGroup("web", 1, 9, 2);
        assertThat(groups().observe(GROUP)).isEqualTo(new Observed.Group(1, 9, 2));

        var requestId = groups().apply(GROUP, new Order.SetGroupDesired(5));

        assertThat(requestId).isNotBlank();
        assertThat(groups().observe(GROUP)).isEqualTo(new Observed.Group(1, 9, 5));
    }

    @Test
    void setsTheBoundsOfAGroupWithAndWithoutItsDesiredCapacity() {
        addGroup("web", 1, 9, 2);

        groups().apply(GROUP, new Order.SetGroupSize(4, 12, OptionalInt.empty()));
        assertThat(groups().observe(GROUP)).isEqualTo(new Observed.Group(4, 12, 4));

        var requestId = groups().apply(GROUP, new Order.SetGroupSize(6, 20, OptionalInt.of(9)));
        assertThat(requestId).isNotBlank();
        assertThat(groups().observe(GROUP)).isEqualTo(new Observed.Group(6, 20, 9));
    }

    @Test
    void showsThatAGroupIsMissing() {
        assertThat(groups().observe(GROUP)).isInstanceOf(Observed.NotFound.class);
    }

    @Test
    void pinsATargetOutsideEcs() {
        addScalable(TABLE);
        assertThat(scalableTargets().observe(TABLE)).isEqualTo(new Observed.Unregistered());

        scalableTargets().apply(TABLE, new SetBounds(40, 40));

        assertThat(scalableTargets().observe(TABLE)).isEqualTo(new Observed.Bounds(40, 40));
    }

    @Test
    void registersAndChangesBounds() {
        addService("web", 2);
        assertThat(scalableTargets().observe(WEB)).isEqualTo(new Observed.Unregistered());

        scalableTargets().apply(WEB, new SetBounds(1, 4));
        assertThat(scalableTargets().observe(WEB)).isEqualTo(new Observed.Bounds(1, 4));

        var requestId = scalableTargets().apply(WEB, new SetBounds(0, 9));
        assertThat(requestId).isNotBlank();
        assertThat(scalableTargets().observe(WEB)).isEqualTo(new Observed.Bounds(0, 9));
    }
}
