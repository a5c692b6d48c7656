package io.tidegate.deploy.simulation;

import io.tidegate.connectors.inventory.InventoryApi;
import io.tidegate.connectors.inventory.InventoryBridge;
import io.tidegate.connectors.inventory.Watched;
import io.tidegate.deploy.simulation.Faults.Kind;
import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.EcsServiceState;
import io.tidegate.schemas.naming.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiConsumer;

/** Observes AWS at the production interval, through the production reader; what it tells travels to the journal. */
final class InventoryNode {
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private final SimulatedProcess process;
    private final Watched watched;
    private final Faults faults;
    private final Pipe journal;
    private final BiConsumer<CapacityObservation, Instant> watcher;
    private final Plant plant;

    InventoryNode(
            SimulatedProcess process,
            Watched watched,
            Faults faults,
            Pipe journal,
            Plant plant,
            BiConsumer<CapacityObservation, Instant> watcher) {
        this.process = process;
        this.watched = watched;
        this.faults = faults;
        this.journal = journal;
        this.plant = plant;
        this.watcher = watcher;
        process.start(
                this::run,
                thrown -> thrown.ifPresent(cause -> {
                    throw new IllegalStateException("the inventory must not fail", cause);
                }));
    }

    private void run() {
        var api = InventoryApi.of(VirtualAws.SOURCES);
        while (true) {
            var begun = process.scheduler().now();
            var seen = InventoryBridge.observeOnce(api, watched, new MachineClock(process.machine()));
            seen.observations().forEach(observation -> tell(observation, begun));
            if (plant.inventsZero() && !seen.failures().isEmpty()) {
                unread(seen.observations()).forEach(observation -> tell(observation, begun));
            }
            var pause =
                    INTERVAL.minus(Duration.between(begun, process.scheduler().now()));
            Strand.current().sleep(pause.isPositive() ? pause : Duration.ofMillis(1));
        }
    }

    private void tell(CapacityObservation observation, Instant begun) {
        watcher.accept(observation, begun);
        if (faults.strikes(Kind.OBSERVATION_LOST, 15)) {
            return;
        }
        var delay = faults.strikes(Kind.OBSERVATION_DELAYED, 15)
                ? Duration.ofMillis(faults.millis(1_000, 12_000))
                : Duration.ofMillis(faults.millis(5, 60));
        String domain = Target.parse(observation.getTarget()).domain();
        journal.send(domain, observation, delay);
        if (faults.strikes(Kind.OBSERVATION_DOUBLED, 15)) {
            journal.send(domain, observation, delay.plusMillis(faults.millis(1, 8_000)));
        }
    }

    private List<CapacityObservation> unread(List<CapacityObservation> read) {
        return watched.services().stream()
                .map(service -> service.target().text())
                .filter(target ->
                        read.stream().noneMatch(each -> each.getTarget().equals(target)))
                .map(target -> new CapacityObservation(
                        target, process.machine().clock(), new EcsServiceState("ACTIVE", 0, 0, 0, false), null, null))
                .toList();
    }

    /** A machine's clock as Java's. */
    private static final class MachineClock extends Clock {
        private final SimulatedProcess.Machine machine;

        MachineClock(SimulatedProcess.Machine machine) {
            this.machine = machine;
        }

        @Override
        public Instant instant() {
            return machine.clock();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("a machine's clock is in UTC");
        }
    }
}
