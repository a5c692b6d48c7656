package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.FakeAws;
import io.tidegate.connectors.executor.command.Order.SetBounds;
import io.tidegate.connectors.executor.command.Order.SetCapacity;

class FakeActuatorContractTest extends ActuatorContract {
    private final FakeAws fake = new FakeAws();

    @Override
    Actuator<SetCapacity> services() {
        return fake.services();
    }

    @Override
    Actuator<SetBounds> scalableTargets() {
        return fake.scalableTargets();
    }

    @Override
    void addService(String service, int desired) {
        fake.service(service, desired);
    }
}
