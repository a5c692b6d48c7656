package io.tidegate.connectors.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.bridge.ErrorKind;
import io.tidegate.connectors.bridge.ManualClock;
import io.tidegate.connectors.bridge.SourceCounters;
import io.tidegate.schemas.AutoScalingGroupState;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.ScalableTargetState;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the reader relies on, whoever answers. */
abstract class InventoryContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final SourceCounters counters = new SourceCounters();

    abstract InventoryApi api();

    /** Adds a service whose tasks all run and that is not being deployed. */
    abstract void addService(String cluster, String service, int tasks);

    abstract void addBounds(String cluster, String service, int min, int max);

    /** Adds a group whose instances are all in service. */
    abstract void addGroup(String name, int min, int max, int desired);

    private InventoryReader reader() {
        return new InventoryReader(api(), counters, new ManualClock(NOW.toString()));
    }

    private static Target.EcsService target(String service) {
        return new Target.EcsService(Place.DEFAULT, "demo", service);
    }

    private static CapacityObservation observed(String target, Object state) {
        return new CapacityObservation(target, NOW, state, null, null);
    }

    @Test
    void observesServicesInTheOrderAskedAndTellsOneThatAwsDoesNotKnow() {
        addService("demo", "web", 3);
        addService("demo", "worker", 0);

        var observed = reader().services("demo", List.of(target("worker"), target("gone"), target("web")));

        assertThat(observed.failure()).isEmpty();
        assertThat(observed.observations())
                .containsExactly(
                        observed("ecs/demo/worker", new EcsServiceState("ACTIVE", 0, 0, 0, false)),
                        observed("ecs/demo/gone", new TargetNotFound("no service of this name in the cluster")),
                        observed("ecs/demo/web", new EcsServiceState("ACTIVE", 3, 3, 0, false)));
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(1);
    }

    @Test
    void asksForTenServicesACall() {
        var targets = IntStream.range(0, 23).mapToObj(i -> target("s" + i)).toList();
        targets.forEach(target -> addService("demo", target.service(), 1));

        var observed = reader().services("demo", targets);

        assertThat(observed.observations()).hasSize(23);
        assertThat(counters.reads()).isEqualTo(3);
    }

    @Test
    void tellsEveryServiceOfAClusterThatAwsDoesNotKnow() {
        var observed = reader().services("nowhere", List.of(target("a"), target("b")));

        assertThat(observed.failure()).isEmpty();
        assertThat(observed.observations())
                .containsExactly(
                        observed("ecs/demo/a", new TargetNotFound("no cluster of this name")),
                        observed("ecs/demo/b", new TargetNotFound("no cluster of this name")));
    }

    @Test
    void observesBoundsOverBatchesAndPages() {
        var targets = IntStream.range(0, 60).mapToObj(i -> target("s" + i)).toList();
        targets.forEach(target -> addService("demo", target.service(), 2));
        targets.forEach(target -> addBounds("demo", target.service(), 1, 9));

        var observed = reader().bounds("ecs", targets);

        assertThat(observed.failure()).isEmpty();
        assertThat(observed.observations()).hasSize(60);
        assertThat(observed.observations().getLast())
                .isEqualTo(observed("ecs/demo/s59", new ScalableTargetState(1, 9)));
    }

    @Test
    void observesGroupsOverBatchesAndTellsOneThatAwsDoesNotKnow() {
        var targets = IntStream.range(0, 60)
                .mapToObj(i -> new Target.Group(Place.DEFAULT, "g%02d".formatted(i)))
                .toList();
        targets.stream().skip(1).forEach(target -> addGroup(target.name(), 1, 9, 2));

        var observed = reader().groups(targets);

        assertThat(observed.failure()).isEmpty();
        assertThat(observed.observations()).hasSize(60);
        assertThat(observed.observations().getFirst())
                .isEqualTo(observed("asg/g00", new TargetNotFound("no Auto Scaling group of this name")));
        assertThat(observed.observations().getLast())
                .isEqualTo(observed("asg/g59", new AutoScalingGroupState(1, 9, 2, 2, 0, 0, null, false)));
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(1);
    }

    @Test
    void hasNoObservationOfBoundsThatAreNotRegistered() {
        addService("demo", "web", 3);

        var observed = reader().bounds("ecs", List.of(target("web")));

        assertThat(observed.observations()).isEmpty();
        assertThat(counters.errors(ErrorKind.NOT_FOUND)).isEqualTo(1);
    }
}
