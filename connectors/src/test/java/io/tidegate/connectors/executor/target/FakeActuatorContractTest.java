package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.FakeAws;
import io.tidegate.connectors.executor.command.Order.OfGroup;
import io.tidegate.connectors.executor.command.Order.SetBounds;
import io.tidegate.connectors.executor.command.Order.SetCapacity;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.EcsService;
import io.tidegate.schemas.naming.Target.Group;

class FakeActuatorContractTest extends ActuatorContract {
    private final FakeAws fake = new FakeAws();

    @Override
    Actuator<EcsService, SetCapacity> services() {
        return fake.services();
    }

    @Override
    Actuator<Target, SetBounds> scalableTargets() {
        return fake.scalableTargets();
    }

    @Override
    Actuator<Group, OfGroup> groups() {
        return fake.groups();
    }

    @Override
    void addGroup(String name, int min, int max, int desired) {
        fake.group(name, min, max, desired);
    }

    @Override
    void addScalable(Target target) {
        // The fake registers whatever it is asked to.
    }

    @Override
    void addService(String service, int desired) {
        fake.service(service, desired);
    }
}
