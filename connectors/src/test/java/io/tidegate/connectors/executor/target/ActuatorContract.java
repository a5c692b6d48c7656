package io.tidegate.connectors.executor.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.executor.command.Order.SetBounds;
import io.tidegate.connectors.executor.command.Order.SetCapacity;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.EcsService;
import io.tidegate.schemas.naming.Target.Place;
import org.junit.jupiter.api.Test;

/** What the executor relies on, whoever answers. */
abstract class ActuatorContract {
    private static final EcsService WEB = new EcsService(Place.DEFAULT, "demo", "web");
    private static final EcsService GONE = new EcsService(Place.DEFAULT, "demo", "gone");

    abstract Actuator<SetCapacity> services();

    abstract Actuator<SetBounds> scalableTargets();

    /** Adds an active service of the cluster {@code demo}. */
    abstract void addService(String service, int desired);

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
