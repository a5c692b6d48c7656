package io.tidegate.simulatedaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidegate.simulatedaws.load.Workload;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadPhysicsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final String WEB = "ecs/shop/web";

    private final SimulatedCloud cloud = new SimulatedCloud(CloudConfig.calm(START, 1));

    @BeforeEach
    void addService() {
        cloud.addService(WEB, 4, new Workload(100, 2));
    }

    @Test
    void requestsAreSharedByTheRunningTasks() {
        cloud.setLoad(WEB, 300);
        var shared = cloud.requestsPerTask(WEB);
        Calls.updateService(cloud, "web", 0);
        cloud.step(START.plusSeconds(5));
        var nobody = cloud.requestsPerTask(WEB);

        assertThat(shared).hasValue(75);
        assertThat(nobody).isEmpty();
    }

    @Test
    void aQueueGrowsByWhatTheTasksCannotDrainAndIsNeverNegative() {
        cloud.setArrivals(WEB, 10);
        cloud.step(START.plusSeconds(100));
        var grown = cloud.backlog(WEB);
        cloud.setArrivals(WEB, 3);
        cloud.step(START.plusSeconds(120));
        var shrunk = cloud.backlog(WEB);
        cloud.step(START.plusSeconds(1_000));

        assertThat(grown).isEqualTo(200, within(1e-6)); // (10 - 4 x 2) x 100 s
        assertThat(shrunk).isEqualTo(100, within(1e-6)); // 200 + (3 - 8) x 20 s
        assertThat(cloud.backlog(WEB)).isZero();
    }

    @Test
    void tasksThatStartDrainTheQueueFromThenOn() {
        cloud.setArrivals(WEB, 10);
        Calls.updateService(cloud, "web", 5);

        cloud.step(START.plusSeconds(40));
        var whenAllRun = cloud.backlog(WEB);
        cloud.step(START.plusSeconds(1_000));

        assertThat(whenAllRun).isBetween(40.0, 80.0); // 2 a second, for 20 to 40 s
        assertThat(cloud.backlog(WEB)).isEqualTo(whenAllRun, within(1e-6));
    }

    @Test
    void aServiceThatExistsKeepsItsLoadWhenItIsAddedAgain() {
        cloud.setLoad(WEB, 300);

        assertThatThrownBy(() -> cloud.addService(WEB, 1, Workload.ofRequests(1)))
                .hasMessage("service must be new, but ecs/shop/web exists or did");
        assertThat(cloud.requestsPerTask(WEB)).hasValue(75);
    }

    @Test
    void refusesALoadThatIsNoRate() {
        assertThatThrownBy(() -> cloud.setLoad(WEB, -1)).hasMessage("load must be finite and not negative, was -1.0");
        assertThatThrownBy(() -> cloud.setArrivals(WEB, Double.NaN))
                .hasMessage("arrivals must be finite and not negative, was NaN");
        assertThatThrownBy(() -> cloud.setLoad("web", 1))
                .hasMessage("service must be ecs/<cluster>/<service>, was web");
    }
}
