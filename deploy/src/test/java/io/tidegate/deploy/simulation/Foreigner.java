package io.tidegate.deploy.simulation;

import io.tidegate.deploy.simulation.Faults.Kind;
import io.tidegate.deploy.simulation.Targets.Driven;
import java.time.Duration;

/** Somebody else who sets what policies drive. */
final class Foreigner {
    private final SimulatedProcess process;
    private final Faults faults;
    private final Trace trace;

    Foreigner(SimulatedProcess process, Faults faults, Trace trace) {
        this.process = process;
        this.faults = faults;
        this.trace = trace;
        process.scheduler().after(Duration.ofSeconds(5), this::next);
    }

    private void next() {
        if (!faults.isOver()) {
            if (faults.strikes(Kind.FOREIGN_WRITE, 3)) {
                write();
            }
            process.scheduler().after(Duration.ofMillis(faults.millis(2_000, 8_000)), this::next);
        }
    }

    /** Sets one of them to something inside its policy's bounds; which, and to what, the seed says. */
    void write() {
        var driven = Targets.all().get(faults.random().nextInt(Targets.all().size()));
        int value = faults.millis(driven.min(), driven.max());
        trace.add("foreign", "sets %s to %d".formatted(driven.target(), value));
        process.start(
                () -> write(driven, value),
                thrown -> thrown.ifPresent(cause -> {
                    throw new IllegalStateException("a foreign write must not fail", cause);
                }));
    }

    private static void write(Driven driven, int value) {
        String name = driven.target().substring(driven.target().lastIndexOf('/') + 1);
        switch (driven.via()) {
            case SERVICE ->
                VirtualAws.SOURCES
                        .ecs()
                        .updateService(
                                request -> request.cluster("demo").service(name).desiredCount(value));
            case SCALABLE_TARGET ->
                VirtualAws.SOURCES
                        .scaling()
                        .registerScalableTarget(request -> request.serviceNamespace("ecs")
                                .resourceId("service/demo/" + name)
                                .scalableDimension("ecs:service:DesiredCount")
                                .minCapacity(value)
                                .maxCapacity(value));
            case DESIRED ->
                VirtualAws.SOURCES
                        .groups()
                        .setDesiredCapacity(
                                request -> request.autoScalingGroupName(name).desiredCapacity(value));
        }
    }
}
