package io.tidegate.connectors.inventory;

import software.amazon.awssdk.services.ecs.model.Service;

class FakeInventoryContractTest extends InventoryContract {
    private final FakeInventory fake = new FakeInventory();

    @Override
    InventoryApi api() {
        return fake;
    }

    @Override
    void addService(String cluster, String service, int tasks) {
        fake.addService(
                cluster,
                Service.builder()
                        .serviceName(service)
                        .status("ACTIVE")
                        .desiredCount(tasks)
                        .runningCount(tasks)
                        .pendingCount(0)
                        .build());
    }

    @Override
    void addGroup(String name, int min, int max, int desired) {
        fake.addGroup(name, min, max, desired);
    }

    @Override
    void addBounds(String cluster, String service, int min, int max) {
        fake.addBounds("service/" + cluster + "/" + service, min, max);
    }
}
