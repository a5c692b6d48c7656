package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.FakeAws;
import io.tidegate.connectors.executor.command.Order.DrainInstance;
import io.tidegate.connectors.executor.command.Order.TerminateInstance;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.schemas.naming.Target.Group;
import io.tidegate.schemas.naming.Target.Instance;
import io.tidegate.schemas.naming.Target.Place;

class FakeStepContractTest extends StepContract {
    private final FakeAws fake = new FakeAws();

    @Override
    StepActuator<Instance, DrainInstance> draining() {
        return fake.fleet().draining();
    }

    @Override
    StepActuator<Group, TerminateInstance> termination() {
        return fake.fleet().termination();
    }

    @Override
    Member[] addGroup() {
        fake.group("web", 0, 9, 2);
        fake.fleet().instance("i-1", "web", "ACTIVE", 0).instance("i-2", "web", "ACTIVE", 0);
        return new Member[] {new Member("i-1", "arn/i-1"), new Member("i-2", "arn/i-2")};
    }

    @Override
    int desiredOfGroup() {
        return fake.groups().observe(new Group(Place.DEFAULT, "web")) instanceof Observed.Group group
                ? group.desired()
                : -1;
    }
}
