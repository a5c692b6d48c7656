package io.tidegate.deploy.service;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.TreeMap;
import org.reactivestreams.Publisher;

/** Tells the health endpoint what {@link io.tidegate.deploy.role.Readiness} says. */
@Singleton
@Readiness
final class ReadinessIndicator implements HealthIndicator {
    private final io.tidegate.deploy.role.Readiness readiness;

    ReadinessIndicator(io.tidegate.deploy.role.Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var details = new TreeMap<String, String>();
        boolean up = true;
        for (var part : readiness.parts().entrySet()) {
            up &= part.getValue().up();
            details.put(
                    part.getKey(),
                    (part.getValue().up() ? "up: " : "down: ") + part.getValue().detail());
        }
        return Publishers.just(HealthResult.builder("tidegate", up ? HealthStatus.UP : HealthStatus.DOWN)
                .details(details)
                .build());
    }
}
