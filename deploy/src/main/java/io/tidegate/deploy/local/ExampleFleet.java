package io.tidegate.deploy.local;

import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.load.Workload;

/** The services of local mode and the load that they get. */
final class ExampleFleet {
    static final String WEB = "ecs/demo/web";
    static final String API = "ecs/demo/api";
    static final String WORKER = "ecs/demo/worker";

    // At a level of 1 each service needs about 14 tasks to stay on its target.
    private static final double BUSY_TASKS = 14;
    private static final double WEB_REQUESTS_A_TASK = 100;
    private static final double WEB_TARGET = 0.6;
    private static final double API_REQUESTS_A_TASK = 50;
    private static final double ITEMS_A_TASK = 20;

    private ExampleFleet() {}

    static void create(SimulatedCloud cloud) {
        cloud.addCluster("demo");
        cloud.addService(WEB, 2, Workload.ofRequests(WEB_REQUESTS_A_TASK));
        cloud.addService(API, 2, Workload.ofRequests(2 * API_REQUESTS_A_TASK));
        cloud.addService(WORKER, 1, new Workload(100, ITEMS_A_TASK));
    }

    /** Offers the load of a level, 1 being busy. */
    static void load(SimulatedCloud cloud, double level) {
        cloud.setLoad(WEB, level * BUSY_TASKS * WEB_REQUESTS_A_TASK * WEB_TARGET);
        cloud.setLoad(API, level * BUSY_TASKS * API_REQUESTS_A_TASK);
        cloud.setArrivals(WORKER, level * BUSY_TASKS * ITEMS_A_TASK * 0.8);
    }
}
