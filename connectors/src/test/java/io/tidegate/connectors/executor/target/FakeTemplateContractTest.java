package io.tidegate.connectors.executor.target;

import io.tidegate.connectors.executor.FakeAws;
import io.tidegate.connectors.executor.command.TemplateStep.DeleteVersions;
import io.tidegate.connectors.executor.command.TemplateStep.NewVersion;
import io.tidegate.connectors.executor.command.TemplateStep.PinGroup;
import io.tidegate.connectors.executor.command.TemplateStep.RefreshInstances;
import io.tidegate.connectors.executor.command.TemplateStep.SetDefault;
import io.tidegate.schemas.naming.Target;
import java.util.Map;

class FakeTemplateContractTest extends TemplateContract {
    private final FakeAws fake = new FakeAws();

    @Override
    StepActuator<Target.LaunchTemplate, NewVersion> making() {
        return fake.templates().making();
    }

    @Override
    StepActuator<Target.LaunchTemplate, SetDefault> defaults() {
        return fake.templates().defaults();
    }

    @Override
    StepActuator<Target.LaunchTemplate, DeleteVersions> deletion() {
        return fake.templates().deletion();
    }

    @Override
    StepActuator<Target.LaunchTemplate, PinGroup> pinning() {
        return fake.templates().pinning();
    }

    @Override
    StepActuator<Target.LaunchTemplate, RefreshInstances> refreshing() {
        return fake.templates().refreshing();
    }

    @Override
    void addGroup(String name, String version) {
        fake.templates().group(name, version);
    }

    @Override
    String addTemplate() {
        fake.templates().version(OLD);
        return "lt-1";
    }

    @Override
    Map<Long, String> images() {
        return fake.templates().images();
    }
}
