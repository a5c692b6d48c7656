package io.tidegate.connectors.inventory;

import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.iam.IamPolicy;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

class SimulatedInventoryContractTest extends InventoryContract {
    private final LocalAws local = new LocalAws(IamPolicy.CONNECTORS);

    @AfterEach
    void close() {
        local.close();
    }

    @Override
    InventoryApi api() {
        return InventoryApi.of(local.clients());
    }

    @Override
    void addService(String cluster, String service, int tasks) {
        local.addService("ecs/" + cluster + "/" + service, tasks);
    }

    @Override
    void addGroup(String name, int min, int max, int desired) {
        local.aws().tell(cloud -> cloud.addGroup(name, min, max, desired));
    }

    @Override
    void addBounds(String cluster, String service, int min, int max) {
        local.allPowerful()
                .scaling()
                .registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.ECS)
                        .resourceId("service/" + cluster + "/" + service)
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .minCapacity(min)
                        .maxCapacity(max));
    }
}
